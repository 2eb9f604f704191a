import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { gunzip } from "./gunzip";

const text = Buffer.from(Array.from({ length: 20_000 }, (_, index) => `${index * 7919}`).join("\n"));

async function* pieces(bytes: Uint8Array, size = 1000) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function all(source: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const part of source) parts.push(part);
  return Buffer.concat(parts);
}

const refused = (code: string) => expect.objectContaining({ name: "BodyRefusal", code });

describe("gunzip", () => {
  it.each([1, 1000, 10_000_000])("decompresses what comes in pieces of %i", async (size) => {
    expect((await all(gunzip(pieces(gzipSync(text), size)))).equals(text)).toBe(true);
  });

  it("decompresses several members, as `cat a.gz b.gz` writes them", async () => {
    const two = Buffer.concat([gzipSync(text), gzipSync(text)]);
    expect((await all(gunzip(pieces(two)))).equals(Buffer.concat([text, text]))).toBe(true);
  });

  it("refuses data that is cut anywhere", async () => {
    const whole = gzipSync(Buffer.from("one,two\n1,2\n"));
    for (let length = 1; length < whole.length; length += 1) {
      await expect(all(gunzip(pieces(whole.subarray(0, length), 7))), `${length} bytes`).rejects.toEqual(
        refused("malformed_body"),
      );
    }
  });

  it.each([
    ["is no gzip", Buffer.from("id,name\n1,2\n")],
    ["has a wrong checksum", gzipSync(text).map((byte, at, bytes) => (at === bytes.length - 6 ? byte ^ 1 : byte))],
    ["is followed by something else", Buffer.concat([gzipSync(text), Buffer.from("id,name\n1,2\n")])],
  ])("refuses data that %s", async (_, bytes) => {
    await expect(all(gunzip(pieces(bytes)))).rejects.toEqual(refused("malformed_body"));
  });

  it("stops at a decompression bomb before it has grown", async () => {
    const bomb = gzipSync(Buffer.alloc(64 * 1024 * 1024));
    let size = 0;
    const read = async () => {
      for await (const part of gunzip(pieces(bomb, 100_000))) size += part.length;
    };
    await expect(read()).rejects.toEqual(refused("too_large"));
    expect(size).toBeLessThan(40 * 1024 * 1024);
  });

  it("stops at the largest size", async () => {
    const limits = { maxBytes: 50_000, maxRatio: 200, ratioFromBytes: 1_000_000 };
    await expect(all(gunzip(pieces(gzipSync(text)), limits))).rejects.toEqual(refused("too_large"));
  });

  it("passes on why its source failed, and lets the source go when nobody reads on", async () => {
    let isReleased = false;
    async function* source(fails: boolean) {
      try {
        for await (const piece of pieces(gzipSync(text), 50)) yield piece;
        if (fails) throw new Error("gone");
      } finally {
        isReleased = true;
      }
    }
    await expect(all(gunzip(source(true)))).rejects.toThrow("gone");
    isReleased = false;
    for await (const _ of gunzip(source(false))) break;
    expect(isReleased).toBe(true);
  });
});
