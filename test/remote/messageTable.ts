import type { ClientMessage } from '../../shared/protocol/messages.ts';
import type { Role } from '../../shared/protocol/roles.ts';

export type LesserRole = Exclude<Role, 'engineer'>;

/** A row of the table: the rest of a whole message of that type, and who may say it beside engineers. */
interface Row {
  readonly rest: object;
  readonly may?: readonly LesserRole[];
}

const movers: readonly LesserRole[] = ['performer', 'monitorEngineer'];
const everybody: readonly LesserRole[] = ['performer', 'monitorEngineer', 'viewer'];
const mix = { bus: 'bus/1', name: '', ceilingDb: 10, me: [], strips: [], groups: [] };
const scene = { from: 'scene', id: 'a' } as const;
const asFound = { from: 'asFound' } as const;
const control = { type: 'control', channel: 1, number: 7 } as const;
const mapping = { id: 'm', from: control, to: { type: 'param', address: 'channel/1/fader' } };

/**
 * Every message of the contract, written by hand from the rules and not from the hub's own table. A new message without a row does
 * not build.
 */
export const messageTable: { readonly [Type in ClientMessage['type']]: Row } = {
  hello: { rest: { protocol: 1 }, may: everybody },
  snapshot: { rest: {}, may: everybody },
  meters: { rest: { on: true }, may: everybody },
  visible: { rest: { ids: [0] }, may: everybody },
  diagnostics: { rest: { on: true }, may: ['monitorEngineer', 'viewer'] },
  touch: { rest: { ids: [0] }, may: movers },
  release: { rest: { ids: [0], cancel: true }, may: movers },
  undo: { rest: {}, may: movers },
  redo: { rest: {}, may: movers },
  steps: { rest: { on: true }, may: movers },
  soundcheck: { rest: { bus: 'bus/1' }, may: movers },
  moreMe: { rest: { bus: 'bus/1' }, may: movers },

  search: { rest: {} },
  connect: { rest: { target: 'emulated' } },
  disconnect: { rest: {} },
  freeze: { rest: { on: true } },
  panic: { rest: { on: true } },
  retry: { rest: {} },
  confirm: { rest: { id: 0, value: 1 } },
  journal: { rest: { request: 1 } },
  deskAt: { rest: { request: 1, atMs: 0 } },
  restorePreview: { rest: { request: 1, atMs: 0 } },
  restore: { rest: { atMs: 0, guarded: true } },
  export: { rest: { request: 1, format: 'csv' } },
  guided: { rest: { action: 'cue mix', label: 'Mine', changes: [{ id: 0, value: 0 }] } },
  replay: { rest: { fromMs: 0, toMs: 1 } },
  endReplay: { rest: {} },
  deskKey: { rest: { key: 1, isDown: true } },

  remote: { rest: { on: true } },
  openPairing: { rest: { role: 'viewer' } },
  closePairing: { rest: {} },
  letIn: { rest: { request: 'x', name: 'x', role: 'engineer' } },
  turnAway: { rest: { request: 'x' } },
  roster: { rest: { on: true } },
  renamePerson: { rest: { person: 'x', name: 'y' } },
  changeRole: { rest: { person: 'x', role: 'engineer' } },
  freezePeople: { rest: { on: false } },
  handOver: { rest: { from: 'x', to: 'y' } },
  revoke: { rest: {} },
  setMix: { rest: { mix } },
  removeMix: { rest: { bus: 'bus/2' } },
  keepSoundcheck: { rest: { bus: 'bus/2' } },

  shows: { rest: { request: 1 } },
  showNew: { rest: { name: 'Mine' } },
  showOpen: { rest: { name: 'Mine' } },
  showSave: { rest: { name: 'Mine' } },
  showUndo: { rest: {} },
  showRedo: { rest: {} },
  showScope: { rest: { scope: null } },
  showSafes: { rest: { safes: {} } },
  sceneStore: { rest: { name: 'Mine' } },
  sceneDifference: { rest: { request: 1, id: 'a' } },
  sceneUpdate: { rest: { id: 'a', confirmed: true } },
  sceneDescribe: { rest: { id: 'a', about: { name: 'Mine' } } },
  sceneDuplicate: { rest: { id: 'a' } },
  sceneMove: { rest: { id: 'a', index: 0 } },
  sceneDelete: { rest: { id: 'a', confirmed: true } },
  sceneBring: { rest: { id: 'a', keptMs: 0 } },
  scenePreview: { rest: { request: 1, source: asFound } },
  sceneRecall: { rest: { source: asFound, agreed: ['rises', 'unmutes'] } },
  recallStop: { rest: {} },
  compare: { rest: { on: true, choice: { source: asFound } } },
  interrupted: { rest: { how: 'continue' } },
  cueGo: { rest: {} },
  cueBack: { rest: {} },
  cueArm: { rest: { id: 'a' } },
  cueJump: { rest: { id: 'a' } },
  cueStopFollow: { rest: {} },
  cueAgree: { rest: { id: 'a', agreed: ['rises'] } },
  cuePut: { rest: { cue: { id: 'a', name: 'Mine' } } },
  cueMove: { rest: { id: 'a', index: 0 } },
  cueDelete: { rest: { id: 'a' } },
  deskScenes: { rest: { request: 1 } },
  deskSceneRecall: { rest: { number: 1, confirmed: true } },
  deskSceneStore: { rest: { number: 1, name: 'Mine', confirmed: true } },
  filePart: { rest: { request: 1, name: 'a.scn', part: 0, parts: 1, text: 'x' } },
  fileImport: { rest: { file: 'a', name: 'Mine' } },
  fileFormats: { rest: { request: 1 } },
  sceneExport: { rest: { request: 1, source: scene, format: 'scn' } },

  surfacesUse: { rest: { settings: {} } },
  learn: { rest: { to: { type: 'cue', action: 'go' } } },
  learnStop: { rest: {} },
  mappingPut: { rest: { mapping } },
  mappingsPut: { rest: { mappings: [mapping] } },
  mappingDelete: { rest: { id: 'm' } },
  consoleMapPut: { rest: { request: 1, fileName: 'a.json', text: '{}' } },
  consoleMapDelete: { rest: { id: 'a' } },
};

/** What a role is told that may not say something, word for word: any other problem would mean that it was heard. */
export const refusals: Readonly<Record<LesserRole, string>> = {
  performer: 'That is for the engineer to do.',
  monitorEngineer: 'That is for the engineer to do.',
  viewer: 'You may look but not change anything.',
};
