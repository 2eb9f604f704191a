import { describe, expect, it } from "vitest";
import { decodeFrames, encodeFrames } from "./frames";

const bytes = (text: string) => new TextEncoder().encode(text);

describe("frames", () => {
  it("gives back exactly what was put in, line feeds and empty records too", () => {
    const records = [bytes('{"a":\n1}'), bytes(""), bytes('x,"y\r\nz"'), new Uint8Array([0, 255, 30])];
    expect(decodeFrames(encodeFrames(records)).map((record) => [...record])).toEqual(
      records.map((record) => [...record]),
    );
  });

  it("reads frames that do not start at the beginning of their buffer", () => {
    const encoded = encodeFrames([bytes("one"), bytes("two")]);
    const padded = new Uint8Array(encoded.byteLength + 3);
    padded.set(encoded, 3);
    expect(decodeFrames(padded.subarray(3))).toHaveLength(2);
  });

  it.each([1, 3, 5, 9])("refuses bytes that are cut after %i", (length) => {
    expect(() => decodeFrames(encodeFrames([bytes("one"), bytes("two")]).subarray(0, length))).toThrow(RangeError);
  });
});
