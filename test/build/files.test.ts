import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readFuses, writeFuses } from '../../build/fuses.mjs';
import { icnsFile, icoFile } from '../../build/iconFiles.mjs';
import { projectRoot } from '../../build/targets.mjs';
import { addResults, countResults } from '../../build/testResults.mjs';
import { withTree } from './plantedTree.ts';

describe('fuses', () => {
  // A program with eight fuses: on, off, on, on, off, off, removed, on.
  const program = Buffer.concat([
    Buffer.from('before dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'),
    Buffer.from([1, 8]),
    Buffer.from('101100r1 after'),
  ]);

  test('are read by name, without those that the program has no more', () => {
    withTree({}, (root) => {
      const file = join(root, 'program');
      writeFileSync(file, program);
      expect(readFuses(file)).toEqual({
        runAsNode: true,
        enableCookieEncryption: false,
        enableNodeOptionsEnvironmentVariable: true,
        enableNodeCliInspectArguments: true,
        enableEmbeddedAsarIntegrityValidation: false,
        onlyLoadAppFromAsar: false,
        grantFileProtocolExtraPrivileges: true,
      });
    });
  });

  test('are written in place and nothing else is', () => {
    withTree({}, (root) => {
      const file = join(root, 'program');
      writeFileSync(file, program);
      writeFuses(file, { runAsNode: false, onlyLoadAppFromAsar: true });
      expect(readFileSync(file).subarray(-14).toString()).toBe('001101r1 after');
      expect(readFileSync(file).length).toBe(program.length);
    });
  });

  test('a program without fuses is refused', () => {
    withTree({ program: 'nothing' }, (root) => {
      expect(() => readFuses(join(root, 'program'))).toThrow('no Electron fuses');
    });
  });
});

describe('icons', () => {
  const pictures = [16, 32, 256].map((size) => ({ size, png: Buffer.from(`png of ${size}`) }));

  test('the Windows container points at each picture', () => {
    const file = icoFile(pictures);
    expect(file.readUInt16LE(4)).toBe(3);
    for (const [i, { size, png }] of pictures.entries()) {
      const entry = 6 + 16 * i;
      expect(file.readUInt8(entry)).toBe(size % 256);
      const offset = file.readUInt32LE(entry + 12);
      expect(file.subarray(offset, offset + file.readUInt32LE(entry + 8))).toEqual(png);
    }
  });

  test('the macOS container holds the sizes it has names for', () => {
    const file = icnsFile(pictures);
    expect(file.toString('latin1', 0, 4)).toBe('icns');
    expect(file.readUInt32BE(4)).toBe(file.length);
    const types = [...file.toString('latin1').matchAll(/ic\d\d/g)].map(String);
    expect(types).toEqual(['ic08', 'ic11', 'ic13']);
  });

  test('the committed icons are complete', () => {
    const committed = (name: string) => readFileSync(join(projectRoot, 'build/icons', name));
    expect(committed('icon.ico').readUInt16LE(4)).toBe(7);
    expect(committed('icon.icns').readUInt32BE(4)).toBe(committed('icon.icns').length);
    // Width and height stand in the PNG's first chunk.
    expect(committed('linux/512x512.png').readUInt32BE(16)).toBe(512);
  });
});

describe('test results', () => {
  const counted = (report: object | undefined, exitCode: number) => {
    const folder = mkdtempSync(join(tmpdir(), 'omnibus-report-'));
    try {
      const file = join(folder, 'report.json');
      if (report) writeFileSync(file, JSON.stringify(report));
      return countResults(file, exitCode);
    } finally {
      rmSync(folder, { recursive: true });
    }
  };

  test('are what the report counts', () => {
    const report = { numPassedTests: 7, numFailedTests: 2, numPendingTests: 1, numTodoTests: 1 };
    expect(counted(report, 1)).toEqual({ passed: 7, failed: 2, skipped: 2, failures: [] });
  });

  test('failed tests are named with their file and message', () => {
    const failed = {
      status: 'failed',
      fullName: 'a level rises',
      failureMessages: ['expected 1 to be 2\n    at line 3'],
    };
    const testResults = [{ name: join(projectRoot, 'a.test.ts'), status: 'failed', assertionResults: [failed] }];
    const { failures } = counted({ numPassedTests: 7, numFailedTests: 1, testResults }, 1);
    expect(failures.join()).toContain('a.test.ts > a level rises\n    expected 1 to be 2');
  });

  test('a bad end without a failed test is a failure', () => {
    expect(counted({ numPassedTests: 7, numFailedTests: 0 }, 1)).toMatchObject({ passed: 7, failed: 1, skipped: 0 });
    expect(counted(undefined, 1)).toMatchObject({ passed: 0, failed: 1, skipped: 0 });
  });

  test('are added up', () => {
    const sum = addResults([
      { passed: 1, failed: 0, skipped: 2, failures: [] },
      { passed: 3, failed: 1, skipped: 0, failures: ['a.test.ts > b'] },
    ]);
    expect(sum).toEqual({ passed: 4, failed: 1, skipped: 2, failures: ['a.test.ts > b'] });
  });
});
