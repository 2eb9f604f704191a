/**
 * Reads the first bytes of a stream.
 * @param headBytes how many, if there are
 * @param onBroken hears what the stream broke with, whoever reads it then
 * @returns them, and a stream that gives all of it, read on only when it is asked for; `end` lets go of the
 *   rest, which whoever has refused a body would otherwise read on for a while
 */
export async function peek(
  stream: ReadableStream<Uint8Array>,
  { headBytes, onBroken }: { headBytes: number; onBroken: (error: unknown) => void },
): Promise<{ head: Uint8Array; body: ReadableStream<Uint8Array>; end: () => Promise<void> }> {
  const reader = stream.getReader();
  const read = () =>
    reader.read().catch((error: unknown) => {
      onBroken(error);
      throw error;
    });
  const pieces: Uint8Array[] = [];
  for (let held = 0; held < headBytes; ) {
    const { done, value } = await read();
    if (done) break;
    pieces.push(value);
    held += value.length;
  }
  const head = Buffer.concat(pieces).subarray(0, headBytes);
  const body = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const first = pieces.shift();
        if (first) return controller.enqueue(first);
        const { done, value } = await read();
        if (done) controller.close();
        else controller.enqueue(value);
      },
      cancel: (reason) => reader.cancel(reason),
    },
    { highWaterMark: 0 },
  );
  return { head, body, end: () => reader.cancel().catch(() => undefined) };
}
