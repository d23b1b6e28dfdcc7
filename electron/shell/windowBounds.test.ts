import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { minimumSize, placeWindow } from './windowBounds.ts';

const laptop = { x: 0, y: 25, width: 1440, height: 875 };
const second = { x: 1440, y: 0, width: 1920, height: 1080 };

describe('placeWindow', () => {
  test('opens where the window was', () => {
    const place = placeWindow({ x: 1500, y: 40, width: 1200, height: 700, isMaximized: false }, [laptop, second]);
    expect(place).toEqual({ size: { width: 1200, height: 700 }, position: { x: 1500, y: 40 }, isMaximized: false });
  });

  test('centres on the main display when the second one is gone, with the size kept', () => {
    const place = placeWindow({ x: 1500, y: 40, width: 1200, height: 700 }, [laptop]);
    expect(place).toEqual({ size: { width: 1200, height: 700 }, position: undefined, isMaximized: false });
  });

  test('does not open where the title bar could not be reached', () => {
    expect(placeWindow({ x: 100, y: -300, width: 800, height: 600 }, [laptop]).position).toBeUndefined();
    expect(placeWindow({ x: 1400, y: 100, width: 800, height: 600 }, [laptop]).position).toBeUndefined();
  });

  test('fits a window of a bigger display into a smaller one', () => {
    const { size } = placeWindow({ x: 10, y: 30, width: 3000, height: 2000 }, [laptop]);
    expect(size).toEqual({ width: 1440, height: 875 });
  });

  test('remembers a maximized window', () => {
    expect(placeWindow({ x: 10, y: 30, width: 900, height: 700, isMaximized: true }, [laptop]).isMaximized).toBe(true);
  });

  test.each([
    undefined,
    null,
    7,
    'x',
    {},
    { x: 1, y: 2, width: Number.NaN, height: 4 },
    { x: '1', y: 1, width: 1, height: 1 },
  ])('does not believe %o', (remembered) => {
    expect(placeWindow(remembered, [laptop])).toEqual({
      size: { width: 1440, height: 875 },
      position: undefined,
      isMaximized: false,
    });
  });

  test('whatever was remembered, the size is usable', () => {
    const any = fc.record({ x: fc.integer(), y: fc.integer(), width: fc.integer(), height: fc.integer() });
    fc.assert(
      fc.property(any, (remembered) => {
        const { size } = placeWindow(remembered, [laptop, second]);
        return size.width >= minimumSize.width && size.height >= minimumSize.height && size.width <= second.width;
      }),
    );
  });
});
