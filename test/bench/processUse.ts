import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** What a process has used. Read from /proc: Linux only. */
export interface ProcessUse {
  readonly cpuMs: number;
  readonly residentMb: number;
}

let ticksPerSecond: number | undefined;

/** @throws where there is no /proc. */
export function useOf(pid: number): ProcessUse {
  ticksPerSecond ??= Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }));
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // The second field is the program's name in brackets and may hold blanks; user and system time are fields 14 and 15.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const ticks = Number(fields[11]) + Number(fields[12]);
  const resident = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
  return { cpuMs: (ticks * 1000) / ticksPerSecond, residentMb: Number(resident?.[1]) / 1024 };
}
