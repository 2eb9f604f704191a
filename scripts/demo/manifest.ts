import { readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { ingestKindSchema } from "@/lib/contracts/kinds";

const countsSchema = z.object({ stored: z.number(), duplicate: z.number(), rejected: z.number() });

/** What the files of the demo are; written last, so that a folder with a manifest is complete. */
const manifestSchema = z.object({
  version: z.literal(1),
  seed: z.number(),
  nowMs: z.number(),
  days: z.number(),
  files: z.array(
    z.object({
      name: z.string(),
      channel: z.enum(["web-sdk", "partner", "bidder"]),
      ingestKind: ingestKindSchema,
      contentType: z.string(),
      records: z.number(),
      bytes: z.number(),
      sha256: z.string(),
    }),
  ),
  /** What should become of all records, when nothing of them was sent before. */
  expected: countsSchema,
});

export type Manifest = z.infer<typeof manifestSchema>;
export type DemoFile = Manifest["files"][number];
export type Counts = z.infer<typeof countsSchema>;

/** Gives the manifest of a folder; null when there is none, or one of another version. */
export async function readManifest(folder: string): Promise<Manifest | null> {
  return readJson(join(folder, "manifest.json"), manifestSchema);
}

export async function writeManifest(folder: string, manifest: Manifest): Promise<void> {
  await writeJson(join(folder, "manifest.json"), manifest);
}

/** Reads a JSON file of our own; null when it is missing, torn or of another shape. */
export async function readJson<T>(path: string, schema: z.ZodType<T>): Promise<T | null> {
  try {
    return schema.parse(JSON.parse(await readFile(path, "utf8")));
  } catch {
    return null;
  }
}

/** Writes a JSON file in one step, so that a crash leaves the old one; readable by its owner only. */
export async function writeJson(path: string, value: unknown): Promise<void> {
  await writeFile(`${path}.new`, JSON.stringify(value, null, 1), { mode: 0o600 });
  await rename(`${path}.new`, path);
}
