import { execFile, spawnSync } from "node:child_process";
import { existsSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "@playwright/test";
import avro from "avsc";
import { call, createSource, credentials } from "../support/product";

const run = promisify(execFile);
const folder = "docs/examples";
/** Debian's own, for which Debian's package of Avro is. */
const python = existsSync("/usr/bin/python3") ? "/usr/bin/python3" : "python3";
const hasPythonAvro = spawnSync(python, ["-c", "import avro"]).status === 0;

const commands: Record<string, string[]> = {
  sh: ["sh"],
  ts: [process.execPath, "--import", "tsx"],
  py: [python],
};

/** What an example that sends a file is given. */
async function makeFiles(directory: string): Promise<Record<string, string>> {
  const now = Date.now();
  const csv = join(directory, "clicks.csv");
  const rows = ["ann", "bob"].map((user) => `${directory}-${user},${new Date(now).toISOString()},${user},example`);
  writeFileSync(csv, `eventId,occurredAt,userId,campaignId\n${rows.join("\n")}\n`);
  const bids = join(directory, "bids.avro");
  const names = ["eventId", "occurredAt", "userId", "auctionId", "campaignId"];
  const fields = names.map((name) => ({ name, type: name === "occurredAt" ? "long" : "string" }));
  const encoder = avro.createFileEncoder(bids, { type: "record", name: "Bid", fields });
  for (const user of ["ann", "bob"]) {
    const auctionId = `${directory}-${user}`;
    encoder.write({ eventId: auctionId, occurredAt: now, userId: user, auctionId, campaignId: "example" });
  }
  await new Promise((resolve) => encoder.once("finish", resolve).end());
  return { csv, avro: bids };
}

test("every example runs as it stands, and all of its events are stored", async () => {
  const testInfo = test.info();
  test.setTimeout(240_000);
  const source = await createSource({ name: "Examples", unknownReferences: "create" });
  const secret = await call<{ secret: string }>(`/api/sources/${source.id}/secrets`, {
    key: credentials().manageKey,
    body: "{}",
    contentType: "application/json",
  });
  const env = {
    ...process.env,
    URL: credentials().url,
    KEY: source.ingestKey,
    SECRET: secret.body.secret,
    PYTHONDONTWRITEBYTECODE: "1",
  };
  const directory = testInfo.outputPath();
  const files = await makeFiles(directory);
  for (const name of readdirSync(folder)) {
    if (name === "send_avro.py" && !hasPythonAvro) {
      testInfo.annotations.push({ type: "not run", description: `${name}: python3-avro is not installed` });
      console.error(`NOT RUN: ${name}, since python3-avro is not installed`);
      continue;
    }
    const format = name.replace(/^send[-_]/, "").replace(/\..*$/, "");
    const [command = "", ...args] = commands[name.split(".").at(-1) ?? ""] ?? [];
    const given = files[format] ? [files[format]] : [];
    const { stdout } = await run(command, [...args, join(folder, name), ...given], { env, timeout: 60_000 });
    const batch = JSON.parse(stdout) as { state: string; received: number; rejected: number; pending: number };
    expect(batch, `${name} printed ${stdout}`).toMatchObject({ state: "done", rejected: 0, pending: 0 });
    expect(batch.received, name).toBe(format === "webhook" ? 1 : 2);
  }
});
