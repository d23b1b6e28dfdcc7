/**
 * A process that saves a show and kills itself before the step of the disk that it is told: `savingChild.mjs FILE FOLDER STEP`.
 * Every second step is the middle of a write. It prints `done` if there was no such step.
 */
import { disk, type FileLayer } from '../../electron/shows/fileLayer.ts';
import { ShowDocument } from '../../electron/shows/showDocument.ts';
import { systemClock } from '../../electron/transports/systemClock.ts';

const [file = '', folder = '', stepText = ''] = process.argv.slice(2);
let stepsLeft = Number(stepText);

function step(): void {
  if (stepsLeft-- <= 0) process.kill(process.pid, 'SIGKILL');
}

const mortal: FileLayer = {
  read: disk.read,
  list: disk.list,
  makeFolder(path) {
    step();
    return disk.makeFolder(path);
  },
  async create(path) {
    step();
    const draft = await disk.create(path);
    return {
      async write(text) {
        step();
        await draft.write(text.slice(0, text.length / 2));
        step();
        await draft.write(text.slice(text.length / 2));
        step();
      },
      async sync() {
        await draft.sync();
        step();
      },
      close: () => draft.close(),
    };
  },
  async rename(from, to) {
    step();
    await disk.rename(from, to);
    step();
  },
  async remove(path) {
    step();
    await disk.remove(path);
  },
  async syncFolder(path) {
    await disk.syncFolder(path);
    step();
  },
};

const document = new ShowDocument({
  layer: mortal,
  folder,
  clock: systemClock,
  wallMs: Date.now,
  warn: (message) => process.stderr.write(`${message}\n`),
});
const opened = await document.open(file);
if (!opened.ok) throw new Error(opened.error);
document.edit({ ...document.show, notes: 'new' });
const saved = await document.save();
if (!saved.ok) throw new Error(saved.error);
process.stdout.write('done');
