import { mkdir, stat } from "node:fs/promises";
import { join } from "node:path";
import type { Batch } from "@/lib/contracts/batch";
import { createCatalogue } from "@/prisma/seed/catalogue";
import { openSources } from "./keyed-sources";
import { type Manifest, readManifest } from "./manifest";
import { readable, say, step } from "./progress";
import { type Persistence, request } from "./request";
import { sendFile } from "./send-file";
import type { DemoSettings } from "./settings";
import { waitForBatches } from "./wait-for-batches";
import { writeFiles } from "./write-files";

const SEED = 20_261_123;
const DAYS = 30;

/**
 * Loads the demo: files, catalogue, sources, and every file through the door. Run again, it sends the same files
 * under the same idempotency keys, which stores nothing twice. Throws DemoError with one sentence.
 */
export async function loadDemo(settings: DemoSettings, persistence: Persistence): Promise<void> {
  const startedMs = Date.now();
  await mkdir(settings.folder, { recursive: true });
  const manifest = await step("files", () => prepareFiles(settings.folder), describeFiles);
  await step(
    "catalogue",
    () => putCatalogue(settings, manifest.nowMs, persistence),
    () => "put",
  );
  const sources = await step(
    "sources",
    () => openSources(settings, persistence),
    ({ fresh }) => (fresh ? "made" : "kept"),
  );
  const send = async () => {
    const batchIds: string[] = [];
    for (const file of manifest.files) {
      const deliver = (key: string) => sendFile(settings.baseUrl, settings.folder, file, key, persistence);
      batchIds.push(await sources.withKey(file.channel, deliver));
    }
    return batchIds;
  };
  const batchIds = await step("sent", send, (ids) => `${ids.length} files accepted`);
  const wait = () => waitForBatches(settings.baseUrl, settings.readKey, batchIds, persistence);
  const batches = await step("processed", wait, describeBatches);
  tellDifference(batches, manifest);
  say(`loaded in ${((Date.now() - startedMs) / 1000).toFixed(1)} s`);
}

/** Gives the files of before when they are whole; else plays them, by the same seed and instant if there was one. */
async function prepareFiles(folder: string): Promise<Manifest> {
  const kept = await readManifest(folder);
  if (!kept) return writeFiles(folder, { seed: SEED, nowMs: Date.now(), days: DAYS });
  const sizes = await Promise.all(
    kept.files.map(({ name }) =>
      stat(join(folder, name)).then(
        ({ size }) => size,
        () => -1,
      ),
    ),
  );
  if (kept.files.every(({ bytes }, index) => bytes === sizes[index])) return kept;
  return writeFiles(folder, { seed: kept.seed, nowMs: kept.nowMs, days: kept.days });
}

/** `PUT /api/catalog`: the demo's advertisers, campaigns and creatives, with flights around `nowMs`. */
export async function putCatalogue(settings: DemoSettings, nowMs: number, persistence: Persistence): Promise<void> {
  const body = JSON.stringify(createCatalogue(nowMs));
  const headers = { "content-type": "application/json" };
  const url = `${settings.baseUrl}/api/catalog`;
  await request({ method: "PUT", url, key: settings.manageKey, headers, body: () => body }, persistence);
}

function describeFiles({ files }: Manifest): string {
  const records = files.reduce((sum, file) => sum + file.records, 0);
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  return `${readable(records)} records in ${files.length} files, ${(bytes / 1e6).toFixed(1)} MB`;
}

const outcomes = ["received", "stored", "filtered", "duplicate", "rejected"] as const;

function describeBatches(batches: readonly Batch[]): string {
  return outcomes.map((name) => `${name} ${readable(total(batches, name))}`).join(", ");
}

/** The generator knows what must come out; a difference is worth a line, since someone's figure is wrong. */
function tellDifference(batches: readonly Batch[], { expected }: Manifest): void {
  for (const name of ["stored", "duplicate", "rejected"] as const) {
    const found = total(batches, name);
    if (found !== expected[name]) say(`expected ${readable(expected[name])} ${name}, found ${readable(found)}`);
  }
}

function total(batches: readonly Batch[], name: (typeof outcomes)[number]): number {
  return batches.reduce((sum, batch) => sum + batch[name], 0);
}
