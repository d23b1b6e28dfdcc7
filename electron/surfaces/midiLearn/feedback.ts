import type { MappingSource } from '../../../shared/scenes/sections/mappings.ts';

/** What a control's own lights are told: its value, 0…1, as the control itself would say it. */
export function feedbackBytes(source: MappingSource, value: number): readonly number[] {
  const channel = source.channel - 1;
  const coarse = Math.round(value * 127);
  const fine = Math.round(value * 16_383);
  switch (source.type) {
    case 'control':
      // The ring of an endless knob is set by an absolute value on the knob's own number.
      return [0xb0 | channel, source.number, coarse];
    case 'control14':
      return [0xb0 | channel, source.number, fine >> 7, 0xb0 | channel, source.number + 32, fine & 0x7f];
    case 'nrpn':
      return [
        ...[0xb0 | channel, 99, source.number >> 7, 0xb0 | channel, 98, source.number & 0x7f],
        ...[0xb0 | channel, 6, fine >> 7, 0xb0 | channel, 38, fine & 0x7f],
      ];
    case 'note':
      return [0x90 | channel, source.number, coarse];
    case 'pitchBend':
      return [0xe0 | channel, fine & 0x7f, fine >> 7];
    case 'program':
      return [];
  }
}
