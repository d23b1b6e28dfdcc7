import { type ExecFileException, execFile, execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { nodeBundle } from '../../build/vite.node.mjs';

/** A network of its own with one card that carries multicast to itself. */
const address = '192.168.77.2';
const network = [
  'ip link set lo up',
  'ip link add card0 type veth peer name card1',
  `ip addr add ${address}/24 dev card0`,
  'ip link set card0 up multicast on',
  'ip link set card1 up',
  'ip route add 224.0.0.0/4 dev card0',
].join(' && ');

/** Why no network of one's own can be made here; empty if it can. */
function whyNot(): string {
  try {
    execFileSync('unshare', ['-rn', 'sh', '-c', network], { stdio: 'pipe' });
    return '';
  } catch (error) {
    return error instanceof Error ? error.message.slice(0, 200) : String(error);
  }
}
const reason = whyNot();
if (reason !== '') process.stdout.write(`omnibus.local is not tried on a network of its own: ${reason}\n`);

/**
 * Announces a page and asks for it as a stranger would, with the bytes of RFC 1035 and RFC 6762 written by hand: one question for the
 * A record of omnibus.local, class IN. Prints the addresses of the first answer that has one.
 */
const script = `
import { createSocket } from 'node:dgram';
import { announcePage } from './mdns.mjs';
const announcement = announcePage(8033, (why) => { console.error(why); process.exit(2); });
const label = (text) => [text.length, ...Buffer.from(text)];
const question = Buffer.from([0,0, 0,0, 0,1, 0,0, 0,0, 0,0, ...label('omnibus'), ...label('local'), 0, 0,1, 0,1]);
const socket = createSocket({ type: 'udp4', reuseAddr: true });
const nameAt = (data, at) => {
  const labels = [];
  let end = 0;
  for (let hops = 0; hops < 20; ) {
    const size = data[at];
    if (size === 0) break;
    if (size >= 0xc0) { end ||= at + 2; at = ((size & 0x3f) << 8) | data[at + 1]; hops++; }
    else { labels.push(data.toString('latin1', at + 1, at + 1 + size)); at += 1 + size; }
  }
  return { name: labels.join('.'), end: end || at + 1 };
};
socket.on('message', (data) => {
  if ((data[2] & 0x80) === 0) return;
  let at = 12;
  for (let asked = data.readUInt16BE(4); asked > 0; asked--) at = nameAt(data, at).end + 4;
  const records = data.readUInt16BE(6) + data.readUInt16BE(8) + data.readUInt16BE(10);
  const found = [];
  for (let record = 0; record < records; record++) {
    const { name, end } = nameAt(data, at);
    const [type, length] = [data.readUInt16BE(end), data.readUInt16BE(end + 8)];
    if (type === 1 && name === 'omnibus.local') found.push([...data.subarray(end + 10, end + 14)].join('.'));
    at = end + 10 + length;
  }
  if (found.length === 0) return;
  console.log(JSON.stringify(found));
  announcement.dispose();
  process.exit(0);
});
socket.bind(5353, () => {
  socket.addMembership('224.0.0.251', '${address}');
  socket.setMulticastInterface('${address}');
  setInterval(() => socket.send(question, 5353, '224.0.0.251'), 200);
});
setTimeout(() => { console.error('nobody answers'); process.exit(3); }, 20000);
`;

test.skipIf(reason !== '')(
  'the page is found as omnibus.local by whoever asks the network for it',
  { timeout: 60_000 },
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'mdns-'));
    try {
      const { build } = await import('vite');
      const bundle = nodeBundle({ entry: 'electron/transports/mdns.ts', file: 'mdns.mjs', format: 'es' });
      await build({ ...bundle, build: { ...bundle.build, outDir: folder } });
      writeFileSync(join(folder, 'ask.mjs'), script);
      const command = `${network} && exec "$0" ask.mjs`;
      const heard = await new Promise<{ error: ExecFileException | null; stdout: string; stderr: string }>(
        (resolve) => {
          execFile(
            'unshare',
            ['-rn', 'sh', '-c', command, process.execPath],
            { cwd: folder },
            (error, stdout, stderr) => resolve({ error, stdout, stderr }),
          );
        },
      );
      expect(heard).toMatchObject({ error: null, stdout: `["${address}"]\n` });
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
);
