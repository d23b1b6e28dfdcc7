import { describe, expect, test } from 'vitest';
import { assertNever } from './assertNever.ts';
import { type Disposable, DisposableStore, disposable } from './disposable.ts';
import { Emitter } from './emitter.ts';
import { fail, ok } from './result.ts';

describe('an emitter', () => {
  test('calls listeners in the order in which they came', () => {
    const emitter = new Emitter<number>();
    const heard: string[] = [];
    emitter.on((event) => heard.push(`a${event}`));
    emitter.on((event) => heard.push(`b${event}`));
    emitter.emit(1);
    emitter.emit(2);
    expect(heard).toEqual(['a1', 'b1', 'a2', 'b2']);
  });

  test('leaves out who left while an event is delivered', () => {
    const emitter = new Emitter<number>();
    const heard: string[] = [];
    emitter.on(() => later.dispose());
    const later: Disposable = emitter.on(() => heard.push('later'));
    emitter.on(() => heard.push('last'));
    emitter.emit(1);
    expect(heard).toEqual(['last']);
    expect(emitter.size).toBe(2);
  });

  test('keeps one function that listens twice until it has left twice', () => {
    const emitter = new Emitter<number>();
    const heard: number[] = [];
    const listener = (event: number) => heard.push(event);
    const first = emitter.on(listener);
    const second = emitter.on(listener);
    emitter.emit(1);
    first.dispose();
    first.dispose();
    emitter.emit(2);
    second.dispose();
    emitter.emit(3);
    expect(heard).toEqual([1, 1, 2]);
    expect(emitter.size).toBe(0);
  });
});

describe('disposables', () => {
  test('end once', () => {
    let ends = 0;
    const once = disposable(() => ends++);
    once.dispose();
    once.dispose();
    expect(ends).toBe(1);
  });

  test('of a store end in reverse order, once', () => {
    const store = new DisposableStore();
    const ended: string[] = [];
    for (const name of ['a', 'b', 'c']) store.add({ dispose: () => ended.push(name) });
    const kept = store.add(disposable(() => ended.push('d')));
    kept.dispose();
    store.dispose();
    store.dispose();
    expect(ended).toEqual(['d', 'c', 'b', 'a']);
  });
});

test('results carry a value or a sentence', () => {
  expect(ok(5)).toEqual({ ok: true, value: 5 });
  expect(fail('no desk')).toEqual({ ok: false, error: 'no desk' });
});

test('a case that should not exist is named', () => {
  expect(() => assertNever({ kind: 'odd' } as never, 'intent')).toThrow('Unhandled intent: {"kind":"odd"}');
});
