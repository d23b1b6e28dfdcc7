const fromHex = (text: string) => Uint8Array.from(Buffer.from(text.replaceAll(' ', ''), 'hex'));

/** What surfaces of the MCU kind say. */
export const mcuStreams = [
  '90 68 7F E0 00 64 E0 10 64 90 68 00',
  'E8 7F 7F',
  '90 10 7F 90 10 00',
  '90 08 7F 90 08 00 90 18 7F',
  'B0 10 01 B0 11 41 B0 17 3F',
  '90 29 7F 90 29 00 90 32 7F 90 32 00',
  '90 2F 7F 90 2F 00 90 2E 7F 90 31 7F 90 30 7F',
  '90 33 7F 90 43 7F 90 44 7F 90 45 7F 90 62 7F 90 63 7F',
  '90 46 7F 90 51 7F 90 51 00 90 46 00 90 5E 7F 90 5A 7F',
  'F0 00 00 66 14 01 31 32 33 34 35 36 37 01 02 03 04 F7',
  '90 20 7F 90 20 00',
].map(fromHex);

/** What surfaces of the HUI kind say. */
export const huiStreams = [
  '90 00 7F',
  'FF',
  'B0 0F 00 2F 40 00 64 20 00 0F 00 2F 00',
  'B0 0F 04 B0 2F 42 B0 0F 04 B0 2F 02',
  'B0 40 41 B0 40 01 B0 47 7F',
  'B0 0F 0A 2F 43 2F 03 0F 0B 2F 45 2F 05 0F 0C 2F 40',
  'B0 0F 08 2F 41 2F 43 2F 01 0F 0E 2F 44',
].map(fromHex);

/** What controllers of all kinds say. */
export const controllerStreams = [
  'B0 07 00 B0 07 40 B0 07 7F',
  'B0 10 01 B0 10 7F B0 10 41',
  'B0 01 40 B0 21 10',
  'B0 63 02 62 2C 06 40 26 00 60 00 61 00',
  '90 3C 40 90 3C 00 80 3C 40',
  'E2 00 40 E2 7F 7F',
  'C0 03',
  'B0 65 00 64 00 06 02 26 00',
].map(fromHex);

/** What a DAW says to a surface. */
export const dawStreams = [
  'E0 00 64 E1 00 40 E8 7F 7F',
  '90 10 7F 90 11 00 90 08 01',
  'B0 30 56 B0 37 2B B0 30 00',
  'D0 6C D0 0E D0 0F',
  'F0 00 00 66 14 12 00 56 6F 78 20 20 20 20 F7',
  'F0 00 00 66 14 12 37 41 42 43 44 F7',
  'F0 00 00 66 14 00 F7 F0 00 00 66 14 13 00 F7',
  'F0 00 00 66 14 72 01 07 07 07 07 07 07 07 F7',
].map(fromHex);
