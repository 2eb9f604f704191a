import pino from "pino";
import { expect, it } from "vitest";
import { AppError } from "@/lib/errors";
import type { IngestDeps } from "@/lib/ingest/ingest-deps";
import { PlaceError } from "@/lib/storage/pull/place";
import type { DuePull } from "@/lib/storage/pull/take-due-pull";
import { takeFile } from "./take-file";

const file = { name: "a.csv", shortName: "a.csv", version: "1", bytes: 9, modifiedAt: new Date(), attempts: 0 };
const pull: DuePull = {
  id: "p",
  sourceId: "s",
  kind: "clicks",
  location: { type: "folder", path: "/in" },
  sealed: null,
  pattern: "**",
  contentType: null,
  updatedAt: new Date(),
  eventsPerSecond: null,
  bytesPerSecond: null,
};

/** Takes a file that cannot be opened, and gives what came of it and what the log says. */
async function takeFailing(error: Error) {
  const lines: string[] = [];
  const log = pino({ level: "error" }, { write: (line: string) => void lines.push(line) });
  const place = { open: () => Promise.reject(error) };
  // the door is never reached
  const deps = {} as IngestDeps;
  const outcome = await takeFile(file, { pull, place, deps, signal: new AbortController().signal, context: { log } });
  return { outcome, told: lines.join("") };
}

it("tells the log what it tells nobody else", async () => {
  const { outcome, told } = await takeFailing(new TypeError("secret words"));
  expect(JSON.stringify(outcome)).not.toContain("secret words");
  expect(told).toContain("secret words");
  expect(told).toContain("a.csv");
});

it.each([new PlaceError("Not readable."), new AppError("unavailable", "Full.")])(
  "leaves the log alone when everything is told: %s",
  async (error) => {
    const { outcome, told } = await takeFailing(error);
    expect(outcome).toMatchObject({ error: error.message });
    expect(told).toBe("");
  },
);
