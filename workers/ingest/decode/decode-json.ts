import { decodeFrames } from "@/lib/contracts/frames";
import { type Outcome, toOutcome } from "./decoded";
import { keepLongNumbers } from "./keep-long-numbers";

const utf8 = new TextDecoder("utf-8", { fatal: true });

/**
 * Decodes the frames of a JSON chunk, one record each.
 * @throws RangeError when the bytes end inside a frame.
 */
export function decodeJson(bytes: Uint8Array): Outcome[] {
  return decodeFrames(bytes).map(decodeRecord);
}

function decodeRecord(frame: Uint8Array): Outcome {
  const raw = () => frame;
  try {
    const text = withAllDigits(utf8.decode(frame));
    return toOutcome(JSON.parse(text), raw, text);
  } catch (error) {
    const why = error instanceof SyntaxError ? error.message : "it is not UTF-8 text";
    return { malformed: `The record is not valid JSON: ${why}`, raw };
  }
}

/** Sixteen digits in a row are the shortest number that JavaScript may not keep. */
const maybeTooLong = /\d{16}/;

/** @throws SyntaxError */
function withAllDigits(text: string): string {
  if (!maybeTooLong.test(text)) return text;
  // what puts the quotes around long numbers wants a valid text
  JSON.parse(text);
  return keepLongNumbers(text);
}
