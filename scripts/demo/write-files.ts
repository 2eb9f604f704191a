import { createHash, type Hash } from "node:crypto";
import { type FileHandle, mkdir, open } from "node:fs/promises";
import { join } from "node:path";
import type { Encoder } from "@/prisma/seed/encode/encoder";
import { belongsTo, type Feed, feeds } from "@/prisma/seed/encode/feeds";
import type { DemoRecord } from "@/prisma/seed/events";
import { type DemoOptions, generateDemo } from "@/prisma/seed/generate";
import { type Counts, type DemoFile, type Manifest, writeJson, writeManifest } from "./manifest";

const DAYS_A_FILE = 6;

interface OpenFile {
  feed: Feed;
  name: string;
  handle: FileHandle;
  encoder: Encoder;
  hash: Hash;
  records: number;
  bytes: number;
}

/**
 * Plays the demo into files: one for each feed and six days. Holds one day in memory.
 * Leaves what is still to come in `live.json`, where the live demo goes on from.
 */
export async function writeFiles(folder: string, options: DemoOptions): Promise<Manifest> {
  await mkdir(folder, { recursive: true });
  const demo = generateDemo(options);
  const expected: Counts = { stored: 0, duplicate: 0, rejected: 0 };
  const files: DemoFile[] = [];
  let current: OpenFile[] = [];
  let daysWritten = 0;
  for (const day of demo.days) {
    if (daysWritten++ % DAYS_A_FILE === 0) {
      files.push(...(await closeAll(current)));
      current = await openAll(folder, day.fromMs);
    }
    for (const record of day.records) expected[outcomeOf(record)] += 1;
    for (const file of current)
      await append(
        file,
        day.records.filter((record) => belongsTo(file.feed, record)),
      );
  }
  files.push(...(await closeAll(current)));
  await writeJson(join(folder, "live.json"), demo.remaining());
  const manifest: Manifest = { version: 1, ...options, files, expected };
  await writeManifest(folder, manifest);
  return manifest;
}

function outcomeOf({ defect, repeat }: DemoRecord): keyof Counts {
  if (defect) return "rejected";
  return repeat ? "duplicate" : "stored";
}

async function openAll(folder: string, fromMs: number): Promise<OpenFile[]> {
  const day = new Date(fromMs).toISOString().slice(0, 10);
  return Promise.all(
    feeds.map(async (feed) => {
      const name = `${feed.name}-${day}.${feed.extension}`;
      const handle = await open(join(folder, name), "w");
      return { feed, name, handle, encoder: feed.createEncoder(), hash: createHash("sha256"), records: 0, bytes: 0 };
    }),
  );
}

async function append(file: OpenFile, records: readonly DemoRecord[]): Promise<void> {
  await write(file, file.encoder.push(records));
  file.records += records.length;
}

async function write(file: OpenFile, bytes: Buffer): Promise<void> {
  file.hash.update(bytes);
  file.bytes += bytes.length;
  await file.handle.writeFile(bytes);
}

/** Ends the files; one without a record is left out. */
async function closeAll(files: readonly OpenFile[]): Promise<DemoFile[]> {
  for (const file of files) {
    await write(file, file.encoder.finish());
    await file.handle.close();
  }
  return files
    .filter((file) => file.records > 0)
    .map(({ feed, name, records, bytes, hash }) => ({
      name,
      channel: feed.channel,
      ingestKind: feed.ingestKind,
      contentType: feed.contentType,
      records,
      bytes,
      sha256: hash.digest("hex"),
    }));
}
