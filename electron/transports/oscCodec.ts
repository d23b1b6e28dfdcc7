// The program's one door to Open Sound Control: bytes of single OSC 1.0 messages, read and written.
export { encodeFloat, encodeInt, encodeMessage, encodeRequest, encodeText, type OscArgument } from './oscEncode.ts';
export { maxAddressBytes, maxArguments, maxMessageBytes, OscReader } from './oscReader.ts';
