import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../build/targets.mjs';
import { busLines } from '../../electron/drivers/x32/goldenBytes.busses.ts';
import { deskLines } from '../../electron/drivers/x32/goldenBytes.desk.ts';
import { inputStripLines } from '../../electron/drivers/x32/goldenBytes.strips.ts';
import { encodeMessage, encodeRequest, encodeText } from '../../electron/transports/oscCodec.ts';

/** A scene that a console wrote. */
export const churchScene = readFileSync(join(projectRoot, 'test/fixtures/x32/church-setup.scn'), 'utf8');
export const sceneLines: readonly string[] = churchScene.split('\n').filter((line) => line.startsWith('/'));

/** One set message for each kind of parameter: the bytes of the golden tables. */
export const setMessages: readonly Uint8Array[] = [inputStripLines, busLines, deskLines].flatMap((table) =>
  table.split('\n').flatMap((row) => {
    const digits = row.split('|')[4]?.replaceAll(/\s/g, '');
    return digits ? [Uint8Array.from(Buffer.from(digits, 'hex'))] : [];
  }),
);

const pathOf = (line: string) => line.slice(1).split(' ')[0] ?? '';

/** Everything else that a client asks of a console. */
export const requestMessages: readonly Uint8Array[] = [
  ...['/info', '/xinfo', '/status', '/xremote', '/showdump', '/unsubscribe', '/renew'].map(encodeRequest),
  ...setMessages.slice(0, 40).map((bytes) => encodeRequest(addressIn(bytes))),
  ...sceneLines.slice(0, 200).map((line) => encodeText('/node', pathOf(line))),
  ...sceneLines.slice(0, 200).map((line) => encodeText('/', line.slice(1))),
  encodeMessage('/meters', 'si', ['/meters/1', 2]),
  encodeMessage('/meters', 'siii', ['/meters/6', 1, 2, 3]),
  encodeMessage('/subscribe', 'si', ['/ch/01/mix/fader', 10]),
  encodeMessage('/formatsubscribe', 'ssiii', ['/here', '/ch/**/mix/fader', 1, 32, 10]),
  encodeMessage('/batchsubscribe', 'ssiii', ['/there', '/meters/2', 0, 0, 10]),
  encodeMessage('/save', 'siss', ['scene', 3, 'name', 'note']),
  encodeMessage('/save', 'siis', ['libchan', 3, 1, 'name']),
  encodeMessage('/load', 'si', ['scene', 3]),
  encodeMessage('/load', 'siii', ['libchan', 3, 1, 63]),
  encodeMessage('/copy', 'sii', ['scene', 3, 4]),
  encodeMessage('/add', 'sis', ['cue', 100, 'name']),
  encodeMessage('/delete', 'si', ['scene', 5]),
  encodeMessage('/rename', 'sis', ['libfx', 3, 'name']),
  encodeMessage('/-action/goscene', 'i', [3]),
  encodeMessage('/-action/gocue', 'i', [0]),
  encodeMessage('/-action/clearsolo', 'i', [1]),
  encodeMessage('/-prefs/name', 's', ['name']),
  encodeMessage('/-stat/selidx', 'i', [3]),
  encodeMessage('/-show/showfile/scene/003/name', 's', ['name']),
];

/** What a console sends without being a value: identity, lines, meters. */
export const consoleMessages: readonly Uint8Array[] = [
  encodeMessage('/xinfo', 'ssss', ['192.168.0.64', 'osc-server', 'X32', '4.06']),
  encodeMessage('/info', 'ssss', ['V2.07', 'osc-server', 'X32', '4.06']),
  encodeMessage('/status', 'sss', ['active', '192.168.0.64', 'osc-server']),
  ...sceneLines.map((line) => encodeText('node', `${line}\n`)),
  ...['/meters/1', '/meters/2', '/meters/13'].map((id) => encodeMessage(id, 'b', [new Uint8Array(4 * 97)])),
  encodeMessage('/-show/prepos/current', 'i', [3]),
  encodeMessage('/fx/1/type', 'i', [3]),
];

function addressIn(message: Uint8Array): string {
  return Buffer.from(message.subarray(0, message.indexOf(0))).toString('latin1');
}
