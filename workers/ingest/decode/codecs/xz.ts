import xz from "xz-decompress";
import { AvroError } from "../avro-cursor";
import { damaged } from "./block-error";
import { BoundedOutput } from "./bounded-output";

/** Undoes the codec `xz`. */
export async function inflateXz(data: Uint8Array, limit: number): Promise<Uint8Array> {
  const output = new BoundedOutput(limit);
  const compressed = new ReadableStream<Uint8Array>({
    start(controller) {
      controller.enqueue(data);
      controller.close();
    },
  });
  const reader = new xz.XzReadableStream(compressed).getReader();
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) output.push(next.value);
  } catch (error) {
    await reader.cancel().catch(() => undefined);
    throw error instanceof AvroError ? error : damaged("xz");
  }
  return output.whole();
}
