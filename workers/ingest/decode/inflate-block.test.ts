import { deflateRawSync } from "node:zlib";
import { compress } from "snappyjs";
import { describe, expect, it } from "vitest";
import { crc32 } from "./codecs/crc32";
import { inflateBlock } from "./inflate-block";

const text = "hello hello hello hello, ".repeat(40);
const plain = Buffer.from(text);

function withChecksum(data: Uint8Array, sum: number): Buffer {
  const checksum = Buffer.alloc(4);
  checksum.writeUInt32BE(sum);
  return Buffer.concat([data, checksum]);
}

/** The same text, as the programs of each codec write it. */
const blocks: Record<string, Buffer> = {
  null: plain,
  deflate: deflateRawSync(plain),
  snappy: withChecksum(compress(plain), crc32(plain)),
  zstandard: Buffer.from("KLUv/WDoAq0AADhoZWxsbyAsBAC1eVYAA9j0buZSBA==", "base64"),
  bzip2: Buffer.from("QlpoOTFBWSZTWf05yrgAAMSRAEAEAkSgADDAApUMnBNBMBPAmAmgT4u5IpwoSH6c5VwA", "base64"),
  xz: Buffer.from(
    "/Td6WFoAAATm1rRGAgAhARYAAAB0L+Wj4APnABVdADQZSe6N6VYK53nmh2W+Ua7CeUurAAAAAABaTWyQDZ1OmgABMegHAAAAcrQAibHEZ/sCAAAAAARZWg==",
    "base64",
  ),
};
const inflate = async (codec: string, data: Uint8Array) => Buffer.from(await inflateBlock(codec, data)).toString();

describe("inflateBlock", () => {
  it.each(Object.keys(blocks))("undoes %s", async (codec) => {
    expect(await inflate(codec, blocks[codec] as Buffer)).toBe(text);
  });

  it("undoes zstandard without a stated size, and several frames in a row", async () => {
    const streamed = Buffer.from("KLUv/QRolQAAQGhlbGxvICwgAgDMeVY4cykCNUuwWw==", "base64");
    expect(await inflate("zstandard", streamed)).toBe(text);
    expect(await inflate("zstandard", Buffer.concat([streamed, blocks.zstandard as Buffer]))).toBe(text + text);
  });

  it.each(["deflate", "snappy", "zstandard", "bzip2", "xz"])(
    "says that %s data is damaged, wherever it is cut",
    async (codec) => {
      const whole = blocks[codec] as Buffer;
      for (let length = 0; length < whole.length; length += 1) {
        const cut = inflateBlock(codec, whole.subarray(0, length));
        await expect(cut, `${length} bytes`).rejects.toMatchObject({ name: "AvroError" });
      }
    },
  );

  it.each(["snappy", "zstandard", "bzip2", "xz"])(
    "ends with the text, other text or an AvroError for %s, whatever byte is another",
    async (codec) => {
      const whole = blocks[codec] as Buffer;
      for (let at = 0; at < whole.length * 4; at += 1) {
        const changed = Buffer.from(whole);
        changed[at >> 2] = (changed[at >> 2] as number) ^ [1, 16, 128, 255][at & 3]!;
        const inflated = await inflate(codec, changed).catch((error: Error) => error);
        if (inflated instanceof Error) expect(inflated).toMatchObject({ name: "AvroError" });
        else if (codec === "snappy") expect(inflated).toBe(text);
      }
    },
  );

  it("checks the sum behind snappy data", async () => {
    await expect(inflateBlock("snappy", withChecksum(compress(plain), 7))).rejects.toThrow("damaged");
  });

  it.each<[string, Uint8Array]>([
    ["snappy", Uint8Array.of(255, 255, 255, 255, 15, 0, 0, 0, 0, 0)],
    // a frame of one segment that says to hold four gigabytes
    ["zstandard", Uint8Array.of(0x28, 0xb5, 0x2f, 0xfd, 0xa0, 255, 255, 255, 255, 1, 0, 0)],
    // three bytes a block, each of them 128 kB of zeros
    ["zstandard", zeros(200)],
    ["bzip2", Buffer.from("QlpoOTFBWSZTWa7N3JMAKChEAMAAAAQACCAAMMwFKaYJAmxCQJ4u5IpwoSFdm7km", "base64")],
  ])("stops %s data that grows beyond the limits", async (codec, data) => {
    await expect(inflateBlock(codec, data)).rejects.toThrow("grows beyond");
  });

  it("refuses a zstandard window of half a gigabyte", async () => {
    const frame = Uint8Array.of(0x28, 0xb5, 0x2f, 0xfd, 0, 19 << 3, 1, 0, 0);
    await expect(inflateBlock("zstandard", frame)).rejects.toThrow("window");
  });

  it("names the codecs that it knows", async () => {
    await expect(inflateBlock("lzo", plain)).rejects.toThrow("null, deflate, snappy, zstandard, bzip2, xz");
  });
});

/** A zstandard frame of so many repeated blocks of 128 kB, the last of them marked. */
function zeros(count: number): Uint8Array {
  const size = 128 * 1024;
  const block = (isLast: number) => {
    const header = isLast | (1 << 1) | (size << 3);
    return [header & 255, (header >> 8) & 255, header >> 16, 0];
  };
  const blocks = Array.from({ length: count }, (_, index) => block(Number(index === count - 1)));
  return Uint8Array.from([0x28, 0xb5, 0x2f, 0xfd, 0, 7 << 3, ...blocks.flat()]);
}
