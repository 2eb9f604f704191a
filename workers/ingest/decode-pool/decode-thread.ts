import { parentPort } from "node:worker_threads";
import { decodeChunk } from "../decode/decode-chunk";
import { pack } from "./pack";
import type { ThreadMessage, ThreadTask } from "./thread-message";

/** The inside of a thread: decodes the chunks that it is given, one after the other. */
const say = (message: ThreadMessage, transfer: ArrayBuffer[] = []) => parentPort?.postMessage(message, transfer);

parentPort?.on("message", async ({ frame, bytes }: ThreadTask) => {
  try {
    const { packed, transfer } = pack(frame.format, bytes, await decodeChunk(frame, bytes));
    say({ packed }, transfer);
  } catch {
    say({ problem: "its decoder failed." });
  }
});
say("ready");
