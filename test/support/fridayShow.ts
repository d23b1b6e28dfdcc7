import type { SceneEntry, ShowSummary } from '../../shared/protocol/showMessages.ts';
import type { RecallPreview } from '../../shared/scenes/preview.ts';

/** A scene in a list. */
const scene = (id: string, name: string, over: Partial<SceneEntry> = {}): SceneEntry => ({
  id,
  name,
  notes: '',
  color: 'red',
  author: 'Anna',
  createdMs: 1_700_000_000_000,
  desk: 'X32 4.06',
  hardCut: false,
  ...over,
});

/** A show with two scenes, as pages are told of it. */
export const show = (over: Partial<ShowSummary> = {}): ShowSummary => ({
  name: 'Friday',
  file: 'Friday',
  isSaved: false,
  problem: '',
  scope: null,
  safes: {},
  scenes: [scene('a', 'Opening'), scene('b', 'Ballad', { fade: { ms: 3000, law: 'dB' } })],
  kept: [],
  cues: [],
  undo: 'store "Ballad"',
  redo: null,
  ...over,
});

const fader = { id: 1, address: 'channel/1/fader', kind: 'faders', title: 'fader', before: '−30.0 dB' } as const;
/** One fader that rises by 30 dB, and a gain that waits for a yes. */
export const preview: RecallPreview = {
  strips: [{ strip: 'channel/1', title: 'Kick', lines: [{ ...fader, after: '0.0 dB', riseDb: 30 }] }],
  counts: { faders: 1 },
  total: 1,
  equal: 10,
  heardBy: [{ strip: 'main/stereo', title: 'Main', changes: 1 }],
  heardByUnknown: 0,
  rises: [{ ...fader, after: '0.0 dB', riseDb: 30, strip: 'Kick' }],
  unmutes: [],
  guarded: [
    {
      yes: 'gain',
      included: 0,
      leftOut: [
        { id: 9, address: 'headamp/local/1/gain', kind: 'gains', title: 'gain', before: '10 dB', after: '20 dB' },
      ],
    },
  ],
  notCarried: [],
  unknown: [],
  outOfScope: 2,
  safe: 0,
};
