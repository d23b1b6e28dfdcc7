import { describe, expect, test } from 'vitest';
import { cellsOf, extendTo, firstCell, keepOnScreen, type Shown, selectOne, stepFrom } from './selection.ts';

/** Channels reach busses, a bus reaches the matrix: two blocks that touch at no corner. */
const shown: Shown = {
  sources: ['channel/1', 'channel/2', 'channel/3', 'bus/1'],
  destinations: ['bus/1', 'bus/2', 'matrix/1'],
  exists: (source, destination) => source.startsWith('channel') === destination.startsWith('bus'),
};
const at = (source: string, destination: string) => ({ source, destination });

describe('stepFrom', () => {
  test('walks from crosspoint to crosspoint', () => {
    expect(stepFrom(at('channel/1', 'bus/1'), 'right', shown)).toEqual(at('channel/1', 'bus/2'));
    expect(stepFrom(at('channel/1', 'bus/1'), 'down', shown)).toEqual(at('channel/2', 'bus/1'));
  });

  test('stays where there is nothing further', () => {
    expect(stepFrom(at('channel/1', 'bus/1'), 'up', shown)).toEqual(at('channel/1', 'bus/1'));
    expect(stepFrom(at('channel/1', 'bus/2'), 'right', shown)).toEqual(at('channel/1', 'bus/2'));
    expect(stepFrom(at('channel/3', 'bus/1'), 'down', shown)).toEqual(at('channel/3', 'bus/1'));
  });

  test('jumps over gaps', () => {
    const holed: Shown = { ...shown, exists: (_source, destination) => destination !== 'bus/2' };
    expect(stepFrom(at('channel/1', 'bus/1'), 'right', holed)).toEqual(at('channel/1', 'matrix/1'));
  });

  test('goes to the ends of its row and of the grid', () => {
    expect(stepFrom(at('channel/2', 'bus/1'), 'rowEnd', shown)).toEqual(at('channel/2', 'bus/2'));
    expect(stepFrom(at('channel/2', 'bus/2'), 'rowStart', shown)).toEqual(at('channel/2', 'bus/1'));
    expect(stepFrom(at('channel/2', 'bus/1'), 'gridEnd', shown)).toEqual(at('bus/1', 'matrix/1'));
    expect(stepFrom(at('bus/1', 'matrix/1'), 'gridStart', shown)).toEqual(at('channel/1', 'bus/1'));
  });
});

describe('ranges', () => {
  test('a range is the rectangle between its corners, whichever way it was drawn', () => {
    const cells = cellsOf(extendTo(selectOne(at('channel/2', 'bus/2')), at('channel/1', 'bus/1')), shown);
    expect(cells).toEqual([
      at('channel/1', 'bus/1'),
      at('channel/1', 'bus/2'),
      at('channel/2', 'bus/1'),
      at('channel/2', 'bus/2'),
    ]);
  });

  test('gaps in a range are no part of it', () => {
    const cells = cellsOf(extendTo(selectOne(at('channel/3', 'bus/2')), at('bus/1', 'matrix/1')), shown);
    expect(cells).toEqual([at('channel/3', 'bus/2'), at('bus/1', 'matrix/1')]);
  });

  test('what is folded away is no part of it', () => {
    const range = extendTo(selectOne(at('channel/1', 'bus/1')), at('channel/3', 'bus/1'));
    const folded = { ...shown, sources: ['channel/1', 'channel/3'] };
    expect(cellsOf(range, folded)).toEqual([at('channel/1', 'bus/1'), at('channel/3', 'bus/1')]);
    expect(cellsOf(range, { ...shown, sources: ['channel/2'] })).toEqual([]);
  });
});

describe('keepOnScreen', () => {
  const range = extendTo(selectOne(at('channel/1', 'bus/1')), at('channel/2', 'bus/2'));

  test('leaves alone what is shown', () => expect(keepOnScreen(range, shown)).toBe(range));

  test('a folded anchor leaves the moving corner', () => {
    const folded = { ...shown, sources: ['channel/2', 'channel/3'] };
    expect(keepOnScreen(range, folded)).toEqual(selectOne(at('channel/2', 'bus/2')));
  });

  test('without its moving corner, or none at all, it begins at the first crosspoint', () => {
    const folded = { ...shown, sources: ['channel/3', 'bus/1'] };
    expect(keepOnScreen(range, folded)).toEqual(selectOne(at('channel/3', 'bus/1')));
    expect(keepOnScreen(undefined, shown)).toEqual(selectOne(at('channel/1', 'bus/1')));
    expect(keepOnScreen(range, { ...shown, sources: [] })).toBeUndefined();
    expect(firstCell({ ...shown, sources: ['bus/1'] })).toEqual(at('bus/1', 'matrix/1'));
  });
});
