/** What is used of seek-bzip 2, which has no types of its own. */
declare module "seek-bzip" {
  const bzip: {
    /** @throws TypeError for damaged data, and whatever `writeByte` throws */
    decode(
      input: { readByte(): number; read(buffer: Uint8Array, offset: number, length: number): number },
      output: { writeByte(byte: number): void },
    ): void;
  };
  export default bzip;
}
