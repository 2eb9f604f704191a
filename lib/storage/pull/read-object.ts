import { TimeoutError, within } from "@/lib/clock";
import { PlaceError } from "./place";

/** How long to wait for the next bytes; less than the door does, so that the fault is told as the store's. */
const idleMs = 20_000;

/**
 * Gives an object's content as it comes, read on only when it is asked for, and errors with PlaceError when
 * it ends early or stands still.
 * @param options.bytes how many there must be
 * @param options.abort ends the request, when nobody wants the rest
 */
export function readObject(
  content: ReadableStream<Uint8Array>,
  { bytes, abort }: { bytes: number; abort: () => void },
): ReadableStream<Uint8Array> {
  const reader = content.getReader();
  let received = 0;
  const fail = (cause: unknown) => {
    abort();
    const how = cause instanceof TimeoutError ? "stood still" : "broke";
    return new PlaceError(`The connection ${how} after ${received} of ${bytes} bytes.`, "broken", { cause });
  };
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          // only a read that waits is timed: whoever reads may take as long as it takes
          const { done, value } = await within(idleMs, reader.read());
          if (value) {
            received += value.length;
            controller.enqueue(value);
          } else if (done && received === bytes) controller.close();
          else controller.error(fail(new Error("the object ended early")));
        } catch (error) {
          controller.error(fail(error));
        }
      },
      async cancel() {
        abort();
        await reader.cancel().catch(() => undefined);
      },
    },
    { highWaterMark: 0 },
  );
}
