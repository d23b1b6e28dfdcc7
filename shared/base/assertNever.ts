/** Makes a forgotten case a compile error; throws if one arrives all the same. */
export function assertNever(value: never, what = 'case'): never {
  throw new Error(`Unhandled ${what}: ${JSON.stringify(value)}`);
}
