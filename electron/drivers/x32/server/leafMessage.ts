import type { ParamValue } from '../../../../shared/desk/paramSpec.ts';
import { encodeFloat, encodeInt, encodeText } from '../../../transports/oscCodec.ts';
import { frequencyText } from '../nodeText.ts';
import { encode } from '../paramMap.ts';
import type { LookUp, WireParam } from '../wireMap.ts';

/** The ordinary message with a parameter's value, as replies to a get and as pushes; `undefined` while the value is not known. */
export function leafMessage(param: WireParam, lookUp: LookUp): Uint8Array | undefined {
  if (param.setByText) return effectMessage(param, lookUp(param.ids[0] as number));
  const message = encode(param, lookUp);
  if (!message) return undefined;
  const { path, tag, argument } = message;
  if (typeof argument === 'string') return encodeText(path, argument);
  return tag === 'f' ? encodeFloat(path, argument) : encodeInt(path, argument);
}

const switchWords: readonly string[] = ['OFF', 'ON'];

/**
 * An effect's parameter is kept in the effect's own words, because its law is not established: a number travels as that number,
 * a word that is none as text.
 */
function effectMessage({ path }: WireParam, value: ParamValue | undefined): Uint8Array | undefined {
  if (value === undefined) return undefined;
  const word = value === '' ? '0' : String(value);
  const place = switchWords.indexOf(word);
  const number = place < 0 ? frequencyText.parse(word) : place;
  return number === undefined ? encodeText(path, word) : encodeFloat(path, number);
}

/** What an effect's parameter keeps of a number that was sent: at most six digits, as the desk's own files have. */
export function effectWordOf(number: number): string {
  return String(Number(number.toPrecision(6)));
}
