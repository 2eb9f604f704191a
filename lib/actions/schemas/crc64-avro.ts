/** CRC-64-AVRO of no bytes (Avro specification, "Schema Fingerprints"). */
const empty = 0xc15d213aa4d7a795n;

const table = BigUint64Array.from({ length: 256 }, (_, index) => {
  let fingerprint = BigInt(index);
  for (let bit = 0; bit < 8; bit += 1) fingerprint = (fingerprint >> 1n) ^ (empty & -(fingerprint & 1n));
  return BigInt.asUintN(64, fingerprint);
});

/** The 64-bit Rabin fingerprint of a text's UTF-8 bytes (Avro specification, "Schema Fingerprints"). */
export function crc64Avro(text: string): bigint {
  let fingerprint = empty;
  for (const byte of Buffer.from(text)) {
    fingerprint = (fingerprint >> 8n) ^ (table[Number((fingerprint ^ BigInt(byte)) & 0xffn)] ?? 0n);
  }
  return fingerprint;
}

/** The fingerprint as a message carries it: 16 hex digits of its bytes, the lowest first ("Single-object encoding"). */
export function messageFingerprint(canonicalForm: string): string {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(crc64Avro(canonicalForm));
  return bytes.toString("hex");
}
