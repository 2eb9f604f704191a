/**
 * How the records of a JSON or CSV chunk stand one after the other: each behind its length as a
 * 32-bit big-endian number. So a record is exactly the bytes that were cut, whatever is in them.
 * The first frame of a CSV chunk is the header line.
 */
export function encodeFrames(records: readonly Uint8Array[]): Uint8Array {
  const size = records.reduce((sum, record) => sum + 4 + record.byteLength, 0);
  const bytes = new Uint8Array(size);
  const view = new DataView(bytes.buffer);
  let offset = 0;
  for (const record of records) {
    view.setUint32(offset, record.byteLength);
    bytes.set(record, offset + 4);
    offset += 4 + record.byteLength;
  }
  return bytes;
}

/**
 * Gives the records of a chunk as views of its bytes.
 * @throws RangeError when the bytes end inside a frame.
 */
export function decodeFrames(bytes: Uint8Array): Uint8Array[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const records: Uint8Array[] = [];
  let offset = 0;
  while (offset < bytes.byteLength) {
    const start = offset + 4;
    const end = start + (start <= bytes.byteLength ? view.getUint32(offset) : Number.POSITIVE_INFINITY);
    if (end > bytes.byteLength) throw new RangeError(`The chunk ends inside the frame at byte ${offset}.`);
    records.push(bytes.subarray(start, end));
    offset = end;
  }
  return records;
}
