import { execFileSync } from "node:child_process";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { piecesOf, randomBelow } from "@/lib/ingest/testing/cut-body";
import type { Coding } from "./coding";
import { decompress } from "./decompress";
import { zstdEndless, zstdFrame, zstdRaw, zstdRle } from "./zstd.fixture";

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
const small = Buffer.from("one,two\n1,2\n");
// made by `zstd` 1.5 from `small`, with a checksum; Node 20 cannot compress zstd
const smallZstd = Buffer.from("KLUv/QRYYQAAb25lLHR3bwoxLDIKtcgDFQ==", "base64");

const samples: [Coding, Buffer, Buffer][] = [
  ["gzip", gzipSync(text), text],
  ["br", brotliCompressSync(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } }), text],
  [
    "zstd",
    zstdFrame([zstdRaw(text.subarray(0, 100_000)), zstdRle(7, 1000), zstdRaw(text.subarray(100_000))]),
    Buffer.concat([text.subarray(0, 100_000), Buffer.alloc(1000, 7), text.subarray(100_000)]),
  ],
];
const smallSamples: [Coding, Buffer][] = [
  ["gzip", gzipSync(small)],
  ["br", brotliCompressSync(small)],
  ["zstd", smallZstd],
];

describe("decompress", () => {
  it.each(samples)("decompresses %s in pieces of any size", async (coding, compressed, expected) => {
    for (const size of [100, 5000, 10_000_000]) {
      expect((await all(decompress(coding, pieces(compressed, size)))).equals(expected)).toBe(true);
    }
  });

  it.each(smallSamples)("decompresses %s by the byte", async (coding, compressed) => {
    for (const parts of piecesOf(compressed)) {
      const source = (async function* () {
        yield* parts;
      })();
      expect((await all(decompress(coding, source))).equals(small)).toBe(true);
    }
  });

  it.each(smallSamples.filter(([coding]) => coding !== "br"))(
    "decompresses several members of %s as one body",
    async (coding, one) => {
      const two = Buffer.concat([one, one]);
      for (const size of [1, 7, 1000]) {
        expect((await all(decompress(coding, pieces(two, size)))).equals(Buffer.concat([small, small]))).toBe(true);
      }
    },
  );

  it.each(smallSamples)("refuses %s that is cut anywhere", async (coding, whole) => {
    for (let length = 1; length < whole.length; length += 1) {
      for (const size of [7, 1000]) {
        await expect(
          all(decompress(coding, pieces(whole.subarray(0, length), size))),
          `${length} bytes`,
        ).rejects.toEqual(refused("malformed_body"));
      }
    }
  });

  it.each(smallSamples)("refuses %s that is followed by something else", async (coding, whole) => {
    for (const tail of [Buffer.from("id,name\n1,2\n"), Buffer.alloc(3), Buffer.concat([Buffer.alloc(1), whole])]) {
      for (const size of [1, 7, 1000, whole.length]) {
        const source = pieces(Buffer.concat([whole, tail]), size);
        await expect(all(decompress(coding, source)), `${tail.length} in ${size}`).rejects.toEqual(
          refused("malformed_body"),
        );
      }
    }
  });

  it.each(samples)("gives %s that is damaged at random, or refuses it", async (coding, compressed, expected) => {
    const at = randomBelow(compressed.length);
    const byte = randomBelow(256, 7);
    for (let round = 0; round < 40; round += 1) {
      const damaged = Buffer.from(compressed);
      damaged[at()] = byte();
      const outcome = await all(decompress(coding, pieces(damaged, 5000))).catch((error: unknown) => error);
      if (!Buffer.isBuffer(outcome)) expect(outcome).toMatchObject({ name: "BodyRefusal" });
      else expect(outcome.length).toBeLessThan(2 * expected.length);
    }
  });

  it.each<[Coding, string, Buffer]>([
    ["gzip", "is none", small],
    ["br", "is none", Buffer.from([255, 255, 255, 255, 255])],
    ["zstd", "is none", small],
    [
      "gzip",
      "has a wrong checksum",
      Buffer.from(gzipSync(text).map((byte, at, bytes) => (at === bytes.length - 6 ? byte ^ 1 : byte))),
    ],
  ])("refuses %s that %s", async (coding, _, bytes) => {
    await expect(all(decompress(coding, pieces(bytes)))).rejects.toEqual(refused("malformed_body"));
  });

  it.each<[Coding, Buffer]>([
    ["gzip", gzipSync(Buffer.alloc(64 * 1024 * 1024))],
    ["br", brotliCompressSync(Buffer.alloc(64 * 1024 * 1024), { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } })],
    ["zstd", zstdFrame(Array.from({ length: 512 }, () => zstdRle(0, 128 * 1024)))],
  ])("stops at a bomb of %s before it has grown", async (coding, bomb) => {
    let size = 0;
    const read = async () => {
      for await (const part of decompress(coding, pieces(bomb, 100_000))) size += part.length;
    };
    await expect(read()).rejects.toEqual(refused("too_large"));
    expect(size).toBeLessThan(40 * 1024 * 1024);
  });

  it("breaks off a block that would take zstd seconds, and blocks that are many and tiny", async () => {
    const slow = zstdFrame([zstdRaw(Buffer.from("abcd")), zstdEndless()]);
    const tiny = zstdFrame(Array.from({ length: 100_000 }, () => zstdRaw(Buffer.from("a"))));
    for (const bytes of [slow, tiny]) {
      const refusal = await all(decompress("zstd", pieces(bytes, 65_536))).catch((error: unknown) => error);
      expect(refusal).toMatchObject({ code: "malformed_body", message: expect.stringMatching(/takes too long/) });
    }
  });

  it.each(samples)("stops %s at the largest size", async (coding, compressed) => {
    const limits = { maxBytes: 50_000, maxRatio: 200, ratioFromBytes: 1_000_000 };
    await expect(all(decompress(coding, pieces(compressed), { limits }))).rejects.toEqual(refused("too_large"));
  });

  it.each(samples)(
    "passes on why the source of %s failed, and lets it go when nobody reads on",
    async (coding, compressed) => {
      let isReleased = false;
      async function* source(fails: boolean) {
        try {
          for await (const piece of pieces(compressed.subarray(0, -100), 5000)) yield piece;
          if (fails) throw new Error("gone");
        } finally {
          isReleased = true;
        }
      }
      await expect(all(decompress(coding, source(true)))).rejects.toThrow("gone");
      isReleased = false;
      for await (const _ of decompress(coding, source(false))) break;
      expect(isReleased).toBe(true);
    },
  );
});

function hasZstd(): boolean {
  try {
    execFileSync("zstd", ["--version"]);
    return true;
  } catch {
    console.warn("NOT TESTED: there is no `zstd` program here to compress with.");
    return false;
  }
}

describe.runIf(hasZstd())("what the zstd program writes", () => {
  it.each([["-1"], ["-3"], ["-19"], ["--no-check"], ["-B16KB"]])("is read, with %s", async (...options) => {
    const compressed = execFileSync("zstd", [...options, "-q", "-c"], { input: text });
    for (const size of [100, 100_000]) {
      expect((await all(decompress("zstd", pieces(compressed, size)))).equals(text)).toBe(true);
    }
  });

  it("is refused when it wants a window of 128 MB", async () => {
    const compressed = execFileSync("zstd", ["--long=27", "-q", "-c"], { input: text });
    await expect(all(decompress("zstd", pieces(compressed)))).rejects.toEqual(refused("too_large"));
  });

  it("is refused or read, whatever is damaged in it", async () => {
    const compressed = execFileSync("zstd", ["-q", "-c", "--check"], { input: text });
    const at = randomBelow(compressed.length);
    const byte = randomBelow(256, 7);
    for (let round = 0; round < 200; round += 1) {
      const damaged = Buffer.from(compressed);
      damaged[at()] = byte();
      const outcome = await all(decompress("zstd", pieces(damaged, 5000))).catch((error: unknown) => error);
      // a bit in the header or in the checksum itself may not matter
      if (Buffer.isBuffer(outcome)) expect(outcome.equals(text)).toBe(true);
      else expect(outcome).toMatchObject({ name: "BodyRefusal" });
    }
  });
});
