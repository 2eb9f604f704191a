import { BodyRefusal } from "@/lib/ingest/split/body-refusal";
import type { Charset } from "./charset";

type Wide = "utf-16le" | "utf-16be";

/**
 * What bytes 0x80 to 0x9f of windows-1252 mean (WHATWG Encoding, index windows-1252); all others are
 * the characters of their number. Node 20's TextDecoder takes them for ISO 8859-1 here.
 */
const upperControls = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";
const windows1252 = Array.from({ length: 256 }, (_, byte) => upperControls[byte - 0x80] ?? String.fromCharCode(byte));

/**
 * Turns the pieces of a text into UTF-8, wherever the pieces are cut.
 * @throws BodyRefusal `malformed_body` where the bytes are no text, with the offset of the first one in
 *   the text as it was sent, and after all text in front of that place
 */
export async function* toUtf8(
  pieces: AsyncIterable<Uint8Array>,
  charset: Exclude<Charset, "utf-16">,
): AsyncGenerator<Uint8Array, void, void> {
  if (charset === "utf-8") return yield* pieces;
  if (charset !== "windows-1252") return yield* fromUtf16(pieces, charset);
  for await (const piece of pieces) {
    let text = "";
    for (const byte of piece) text += windows1252[byte];
    yield Buffer.from(text);
  }
}

async function* fromUtf16(pieces: AsyncIterable<Uint8Array>, charset: Wide): AsyncGenerator<Uint8Array, void, void> {
  let carry = Buffer.alloc(0);
  let offset = 0;
  for await (const piece of pieces) {
    const bytes = Buffer.concat([carry, piece]);
    const whole = wholeCharacters(bytes, charset);
    carry = bytes.subarray(whole);
    const text = decode(bytes.subarray(0, whole), charset);
    const broken = firstLoneSurrogate(text);
    if (broken !== 0) yield Buffer.from(broken > 0 ? text.slice(0, broken) : text);
    if (broken >= 0) throw refusal(charset, "half a character stands alone", offset + 2 * broken);
    offset += whole;
  }
  if (carry.length > 0) throw refusal(charset, "it ends inside a character", offset);
}

/** How many bytes do not end inside a character. */
function wholeCharacters(bytes: Buffer, charset: Wide): number {
  const even = bytes.length - (bytes.length % 2);
  if (even === 0) return 0;
  const lastHigh = bytes[charset === "utf-16le" ? even - 1 : even - 2] ?? 0;
  return lastHigh >= 0xd8 && lastHigh <= 0xdb ? even - 2 : even;
}

function decode(bytes: Buffer, charset: Wide): string {
  return (charset === "utf-16be" ? Buffer.from(bytes).swap16() : bytes).toString("utf16le");
}

/** With the flag `u`, the two halves of a pair are no surrogates. */
function firstLoneSurrogate(text: string): number {
  return text.search(/\p{Surrogate}/u);
}

function refusal(charset: Charset, what: string, byteOffset: number): BodyRefusal {
  return new BodyRefusal("malformed_body", `The body is no ${charset} text: ${what}.`, byteOffset);
}
