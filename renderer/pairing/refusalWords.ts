import type { Refusal } from '../../shared/protocol/gateAnswer.ts';

/** Why somebody is not let in, and what to do. */
export const refusalWords: Readonly<Record<Refusal, string>> = {
  unknown: 'This device is not paired any more. Ask the engineer for a new code.',
  closed: 'Nobody is let in at the moment. Ask the engineer to open the door.',
  wrong: 'That code is not right, or it has been used already. Look again.',
  tooMany: 'Too many wrong codes came from this device. Ask the engineer to open the door anew.',
  denied: 'The engineer did not let you in.',
  full: 'Too many devices are here already.',
};
