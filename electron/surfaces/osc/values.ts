import { fail, ok, type Result } from '../../../shared/base/result.ts';
import {
  accept,
  type ParamSpec,
  type ParamValue,
  parseValue,
  positionIn,
  printValue,
  stepCount,
  valueAtStep,
} from '../../../shared/desk/paramSpec.ts';
import { encodeFloat, encodeInt, encodeText, type OscReader } from '../../transports/oscCodec.ts';

/** Forms of a value: its own, its place on the way (0…1), its words. Each is the address with this behind it. */
export const forms = { value: '', position: '/position', text: '/text' } as const;
export type Form = keyof typeof forms;

/** What stands for off: OSC has no −∞ that receivers agree on. Anything at or below it is off. */
export const offDb = -144;

/** The type tag of a parameter's own value. */
export function tagOf(spec: ParamSpec): 'f' | 'i' | 's' {
  if (spec.kind === 'text') return 's';
  return spec.kind === 'level' || spec.kind === 'number' ? 'f' : 'i';
}

/** A value as a message. */
export function encodeValue(address: string, spec: ParamSpec, value: ParamValue, form: Form): Uint8Array {
  if (form === 'text') return encodeText(address + forms.text, wordsOf(spec, value));
  if (spec.kind === 'text' || typeof value === 'string') return encodeText(address, String(value));
  if (form === 'position') {
    return encodeFloat(address + forms.position, Math.min(1, Math.max(0, positionIn(spec, value))));
  }
  return tagOf(spec) === 'i' ? encodeInt(address, value) : encodeFloat(address, Math.max(value, offDb));
}

/** With its unit: "−6.0 dB". */
function wordsOf(spec: ParamSpec, value: ParamValue): string {
  const unit =
    spec.unit === 'dB' || spec.unit === 'Hz' || spec.unit === 'ms' || spec.unit === '%' ? ` ${spec.unit}` : '';
  return `${printValue(spec, value)}${unit}`;
}

/** The value that a message's first argument asks for, or a sentence that says why it asks for none. */
export function readValue(spec: ParamSpec, reader: OscReader, form: Form): Result<ParamValue> {
  const text = reader.text(0);
  if (form === 'position') {
    const share = reader.number(0);
    if (Number.isNaN(share)) return fail('a position from 0 to 1 is expected, as a float');
    if (spec.kind === 'text') return fail('a text has no position');
    return ok(valueAtStep(spec, Math.round(Math.min(1, Math.max(0, share)) * (stepCount(spec) - 1))));
  }
  if (text !== undefined) return parseValue(spec, text);
  if (spec.kind === 'text') return fail('a text is expected');
  const number = reader.number(0);
  if (Number.isNaN(number)) return fail(`a number is expected (,${tagOf(spec)})`);
  return accept(spec, spec.kind === 'level' && number <= offDb ? -Infinity : number);
}
