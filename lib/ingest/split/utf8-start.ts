const byteOrderMark = [0xef, 0xbb, 0xbf];

/** Tells whether a byte at the very start of a body may belong to the UTF-8 byte order mark. */
export function isMarkByte(offset: number, byte: number | undefined): boolean {
  return offset < 3 && byte === byteOrderMark[offset];
}

/** Takes the UTF-8 byte order mark off the front of a body's first line. */
export function withoutMark(line: Uint8Array): Uint8Array {
  return byteOrderMark.every((byte, index) => line[index] === byte) ? line.subarray(3) : line;
}

/** Tells UTF-16 and UTF-32 by the byte order mark, or by the zero bytes that plain text has none of. */
export function isWideText(start: Uint8Array): boolean {
  const [first, second] = start;
  return (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff) || start.includes(0);
}

export const wideTextMessage =
  "The body is not UTF-8 text; it looks like UTF-16. Save it as UTF-8, or name its charset: utf-16le or utf-16be.";
