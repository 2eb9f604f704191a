/** Frames of blocks that need no compressor, since Node 20 has none (RFC 8878). */
export function zstdFrame(blocks: Buffer[], { windowLog = 23 } = {}): Buffer {
  const header = Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0, (windowLog - 10) << 3]);
  return Buffer.concat([header, ...blocks, block(0, 0, true, Buffer.alloc(0))]);
}

/** A block, or several, of bytes as they are. */
export function zstdRaw(bytes: Uint8Array): Buffer {
  const most = 128 * 1024;
  const blocks: Buffer[] = [];
  for (let at = 0; at < bytes.length; at += most) {
    const part = bytes.subarray(at, at + most);
    blocks.push(block(0, part.length, false, part));
  }
  return Buffer.concat(blocks);
}

/** A block of one byte, many times over. */
export function zstdRle(byte: number, size: number): Buffer {
  return block(1, size, false, Buffer.from([byte]));
}

/** A compressed block of some bytes that says to copy 65 KB 90,000 times. */
export function zstdEndless(): Buffer {
  const sequences = 90_000 - 0x7f00;
  const literals = [1 | (1 << 3), 0x61];
  const counts = [255, sequences & 255, sequences >> 8];
  // each of the three tables has one code only, which costs no bits
  const tables = [(1 << 6) | (1 << 4) | (1 << 2), 0, 0, 52];
  const body = Buffer.from([...literals, ...counts, ...tables, 1]);
  return block(2, body.length, false, body);
}

function block(type: number, size: number, isLast: boolean, bytes: Uint8Array): Buffer {
  const header = Buffer.alloc(3);
  header.writeUIntLE(size * 8 + type * 2 + Number(isLast), 0, 3);
  return Buffer.concat([header, bytes]);
}
