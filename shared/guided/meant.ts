import type { StripAddress } from '../desk/address.ts';
import type { DeskReading } from './deskReading.ts';

/**
 * Exceptions that the user marked as meant, kept in the show as words in `<bus>/purposeMeant`: a rule (`main`), or a rule for one
 * strip (`tap:channel/3`).
 */

/** What a bus can contradict of its purpose: where sends are taken, its own way to the main mix, its members' ways around it. */
export const purposeRules = ['tap', 'main', 'direct'] as const;
export type PurposeRule = (typeof purposeRules)[number];

const addressOf = (bus: StripAddress) => `${bus}/purposeMeant`;

function wordsOf(desk: DeskReading, bus: StripAddress): readonly string[] {
  const text = desk.at(addressOf(bus));
  return typeof text === 'string' ? text.split(' ').filter((word) => word !== '') : [];
}

/** Whether a rule is meant to be broken, by all or by this strip. */
export function isMeant(desk: DeskReading, bus: StripAddress, rule: PurposeRule, strip?: StripAddress): boolean {
  const words = wordsOf(desk, bus);
  return words.includes(rule) || (strip !== undefined && words.includes(`${rule}:${strip}`));
}

/** The address and text that also mark these as meant; without strips the whole rule. */
export function withMeant(
  desk: DeskReading,
  bus: StripAddress,
  rule: PurposeRule,
  strips: readonly StripAddress[] = [],
) {
  const more = strips.length === 0 ? [rule] : strips.map((strip) => `${rule}:${strip}`);
  return { address: addressOf(bus), value: [...new Set([...wordsOf(desk, bus), ...more])].join(' ') };
}

/** How many exceptions a bus has. */
export const meantCount = (desk: DeskReading, bus: StripAddress): number => wordsOf(desk, bus).length;

/** The address and text without any exception. */
export const withoutMeant = (bus: StripAddress) => ({ address: addressOf(bus), value: '' });
