import { describe, expect, it } from "vitest";
import { piecesOf } from "@/lib/ingest/testing/cut-body";
import type { Charset } from "./charset";
import { Utf8Text } from "./utf8-text";

const words = 'k;ä€😀\n"1;\ufeff2";𐀀\n';
const le = (text: string) => Buffer.from(text, "utf16le");
const be = (text: string) => Buffer.from(text, "utf16le").swap16();

interface Outcome {
  text: string;
  wasUtf8: boolean;
  refusal: { message: string; byteOffset: number } | undefined;
}

async function read(pieces: Uint8Array[], said: Charset | undefined): Promise<Outcome> {
  const text = new Utf8Text(
    (async function* () {
      yield* pieces;
    })(),
    said,
  );
  const parts: Uint8Array[] = [];
  let refusal: Outcome["refusal"];
  try {
    for await (const part of text) parts.push(part);
  } catch (error) {
    refusal = error as NonNullable<typeof refusal>;
  }
  return { text: Buffer.concat(parts).toString(), wasUtf8: text.wasUtf8, refusal };
}

describe("Utf8Text", () => {
  it.each<[string, Charset | undefined, Buffer, string, boolean]>([
    ["UTF-8", undefined, Buffer.from(words), words, true],
    ["UTF-8 with its mark, whatever was said", "windows-1252", Buffer.from(`\ufeff${words}`), `\ufeff${words}`, true],
    ["nothing", undefined, Buffer.alloc(0), "", true],
    ["three bytes", undefined, Buffer.from("a\n1"), "a\n1", true],
    ["little-endian by name", "utf-16le", le(words), words, false],
    ["big-endian by name", "utf-16be", be(words), words, false],
    ["little-endian by its mark", undefined, le(`\ufeff${words}`), `\ufeff${words}`, false],
    ["big-endian by its mark, against its name", "utf-16le", be(`\ufeff${words}`), `\ufeff${words}`, false],
    ["little-endian by its zero bytes", "utf-16", le(words), words, false],
    ["big-endian by its zero bytes", "utf-16", be(words), words, false],
    ["big-endian without them", "utf-16", be(`ж${words}`), `ж${words}`, false],
    ["Latin-1", "windows-1252", Buffer.from([0x61, 0xe4, 0x80, 0x92, 0x81]), "aä€’\u0081", false],
  ])("reads %s alike in any pieces", async (_, said, bytes, text, wasUtf8) => {
    for (const pieces of piecesOf(bytes)) {
      expect(await read(pieces, said)).toEqual({ text, wasUtf8, refusal: undefined });
    }
  });

  it.each<[string, Charset, Buffer, string, number]>([
    ["a first half alone", "utf-16le", le("ab\ud83dcd"), "ab", 4],
    ["a second half alone", "utf-16be", be("ab\udc00cd"), "ab", 4],
    ["two first halves", "utf-16le", le("a\ud83d\ud83d\ude00"), "a", 2],
    ["half a character at the end", "utf-16le", le("ab\ud83d"), "ab", 4],
    ["half a unit at the end", "utf-16le", le("abc").subarray(0, 5), "ab", 4],
  ])("refuses %s with its place, behind all text in front", async (_, said, bytes, text, byteOffset) => {
    for (const pieces of piecesOf(bytes)) {
      const outcome = await read(pieces, said);
      expect(outcome.text).toBe(text);
      expect(outcome.refusal).toMatchObject({ name: "BodyRefusal", code: "malformed_body", byteOffset });
    }
  });

  it.each([
    [0xff, 0xfe, 0, 0],
    [0, 0, 0xfe, 0xff],
  ])("refuses UTF-32", async (...mark) => {
    const { refusal } = await read([Uint8Array.from([...mark, 0x61, 0, 0, 0])], undefined);
    expect(refusal?.message).toMatch(/UTF-32/);
  });
});
