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

function block(type: number, size: number, isLast: boolean, bytes: Uint8Array): Buffer {
  const header = Buffer.alloc(3);
  header.writeUIntLE(size * 8 + type * 2 + Number(isLast), 0, 3);
  return Buffer.concat([header, bytes]);
}
