import { expect, test } from 'vitest';
import type { Cue } from '../../shared/scenes/cueList.ts';
import { cueTitle, cueWords, nextLabel } from './cueWords.ts';

const plain: Cue = { id: 'a', label: '', name: 'Curtain', note: '', messages: [], isSkipped: false };

test('a cue is told by its number, its name and what it does', () => {
  expect(cueTitle(plain)).toBe('Curtain');
  expect(cueTitle({ ...plain, label: '12.5' })).toBe('12.5  Curtain');
  expect(cueWords(plain, () => undefined)).toBe('');
  const cue: Cue = {
    ...plain,
    scene: 's',
    scope: { strips: ['channel/1'] },
    fade: { ms: 2500, law: 'dB' },
    deskScene: 7,
    followAfterMs: 1500,
    isSkipped: true,
  };
  expect(cueWords(cue, () => 'Ballad')).toBe(
    'Ballad · narrowed · fade 2.5 s · console’s scene 7 · next follows after 1.5 s · passed over',
  );
  expect(cueWords({ ...plain, scene: 'gone' }, () => undefined)).toBe('its scene is not in the show');
});

test('a new cue has a number that no other has', () => {
  expect(nextLabel([])).toBe('1');
  expect(nextLabel([{ label: '3' }, { label: '12.5' }, { label: 'A3' }, { label: '' }])).toBe('13');
});
