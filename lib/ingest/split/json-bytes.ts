export const quote = 0x22;
export const backslash = 0x5c;
export const comma = 0x2c;
export const openBracket = 0x5b;
export const closeBracket = 0x5d;
export const openBrace = 0x7b;
export const closeBrace = 0x7d;

/** Quotes and brackets. */
export const isStructural = new Uint8Array(256);
for (const byte of [quote, openBracket, closeBracket, openBrace, closeBrace]) isStructural[byte] = 1;

/** RFC 8259, section 2: space, tab, line feed, carriage return. */
export function isSpace(byte: number | undefined): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
}

/** The first byte of a number, of true, false or null. */
export function isScalarStart(byte: number | undefined): boolean {
  return byte === 0x2d || byte === 0x74 || byte === 0x66 || byte === 0x6e || isDigit(byte);
}

/** What may stand in such a value, or look as if it did. */
export function isScalarByte(byte: number): boolean {
  const lowerCase = byte | 0x20;
  return isDigit(byte) || (lowerCase >= 0x61 && lowerCase <= 0x7a) || byte === 0x2d || byte === 0x2b || byte === 0x2e;
}

function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= 0x30 && byte <= 0x39;
}
