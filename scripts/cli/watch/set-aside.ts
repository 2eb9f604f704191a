import { open, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { CliError, FileTrouble } from "../cli-error";
import { saveDownload } from "../http/save-download";
import type { SendContext, SentFile } from "../upload/send-file";
import { describeSent, partOf } from "../upload/tell-sent";
import { waitForBatch } from "../upload/wait-for-batch";
import { companions, freeName, moveFile } from "./move-file";

/** How long to ask for the figures of a file that was refused in its middle. */
const partMs = 30_000;

/**
 * Moves a finished file to `done` or `failed`, with its report and, if there are some, its rejects beside it. They are
 * written first: what is moved is reported. When the file stays, nothing of it does. Gives its new name in the folder.
 * @throws FileTrouble when the file was changed meanwhile (it is sent anew), or cannot be moved; Refusal, Unavailable
 */
export async function setAside(
  context: SendContext,
  folder: string,
  path: string,
  sent: SentFile,
  verdict: "done" | "failed",
): Promise<string> {
  const from = join(folder, path);
  const batch = sent.batch ?? (await askForPart(context, sent));
  const written: string[] = [];
  try {
    const target = join(folder, verdict);
    const name = await freeName(target, path);
    const rejects = batch && batch.rejected > 0 ? `${name}${companions.rejects}` : null;
    if (batch && rejects) {
      const download = `/api/batches/${encodeURIComponent(batch.batchId)}/rejects?format=csv`;
      await saveDownload(context.client, download, join(target, rejects), context.signal);
      written.push(join(target, rejects));
    }
    const { size, mtimeMs } = await stat(from);
    if (sent.file && (size !== sent.file.size || mtimeMs !== sent.file.mtimeMs)) {
      throw new FileTrouble(`${path} was changed after it was sent: it is sent again`);
    }
    const report = {
      ...describeSent({ ...sent, batch }),
      outcome: verdict,
      rejects,
      finishedAt: new Date().toISOString(),
    };
    await writeNew(join(target, `${name}${companions.report}`), `${JSON.stringify(report, null, 2)}\n`, written);
    await moveFile(from, join(target, name));
    return `${verdict}/${name}`;
  } catch (error) {
    // each later try takes a name that is free then: what is left over would grow with every one
    await Promise.all(written.map((left) => rm(left, { force: true }).catch(() => {})));
    if (error instanceof CliError) throw error;
    throw new FileTrouble(`${path} cannot be moved to ${verdict}/: ${(error as Error).message}`, { cause: error });
  }
}

/** @param written receives the path once the file is our own, so that a part of it can be taken away */
async function writeNew(path: string, content: string, written: string[]): Promise<void> {
  const file = await open(path, "wx");
  written.push(path);
  await file.writeFile(content).finally(() => file.close());
}

/** Of a file that was refused in its middle: what became of the records in front of that place. */
async function askForPart({ client, signal }: SendContext, { error }: SentFile) {
  const batchId = partOf(error);
  if (batchId === null) return null;
  // the refusal is told without them too
  return waitForBatch(client, batchId, { waitMs: partMs, signal }).catch(() => null);
}
