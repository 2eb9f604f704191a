import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import {
  createWriteStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { connect, createServer, type Server, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { call, createSource, credentials } from "../support/product";

let folder: string;
let source: { id: string; ingestKey: string };
const run = Date.now();

test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "advertisex-cli-"));
  source = await createSource({ name: "Command line", unknownReferences: "create" });
});
test.afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Ended {
  code: number | null;
  out: string;
  err: string;
}

function start(args: string[], more: { url?: string; input?: string; key?: string } = {}) {
  const child: ChildProcess = spawn(process.execPath, [join(process.cwd(), "scripts/advertisex.mjs"), ...args], {
    cwd: folder,
    env: {
      ...process.env,
      ADVERTISEX_URL: more.url ?? credentials().url,
      ADVERTISEX_KEY: more.key ?? source.ingestKey,
    },
    stdio: ["pipe", "pipe", "pipe"],
  });
  child.stdin?.end(more.input ?? "");
  let [out, err] = ["", ""];
  child.stdout?.on("data", (piece) => (out += piece));
  child.stderr?.on("data", (piece) => (err += piece));
  const ended = once(child, "close").then(([code]): Ended => ({ code: code as number | null, out, err }));
  return { child, ended };
}

const advertisex = (...given: Parameters<typeof start>): Promise<Ended> => start(...given).ended;

/** Rows of impressions; `broken` of them have no user. */
function rows(name: string, count: number, broken: number[] = []): string {
  const lines = Array.from({ length: count }, (_, index) => {
    const user = broken.includes(index) ? "" : `user-${index % 97}`;
    return `${name}-${run}-${index},${new Date(run - index * 10).toISOString()},${user},cli-campaign,cli-creative,site.example`;
  });
  return `eventId,occurredAt,userId,campaignId,creativeId,site\n${lines.join("\n")}\n`;
}

test("sends files by a pattern and from a pipe, and ends with the code of the outcome", async () => {
  writeFileSync(join(folder, "good-1.csv"), rows("good-1", 20));
  writeFileSync(join(folder, "good-2.csv"), rows("good-2", 20));
  writeFileSync(join(folder, "mixed.csv"), rows("mixed", 10, [3, 4]));
  const args = ["--kind", "impressions", "--wait", "--json"];
  const good = await advertisex(["send", "good-*.csv", ...args]);
  expect(good.code, good.err).toBe(0);
  const { files } = JSON.parse(good.out);
  expect(files.map(({ batch }: { batch: { stored: number } }) => batch.stored)).toEqual([20, 20]);

  const mixed = await advertisex(["send", "-", "--format", "csv", ...args], { input: rows("mixed", 10, [3, 4]) });
  expect(mixed.code, mixed.err).toBe(1);
  const again = await advertisex(["send", "mixed.csv", ...args]);
  expect(JSON.parse(again.out).files[0]).toMatchObject({
    status: "already",
    batchId: JSON.parse(mixed.out).files[0].batchId,
    batch: { stored: 8, rejected: 2, reasons: [{ reason: "missing_field", field: "userId", count: 2 }] },
  });
});

test("ends with the code of what went wrong", async () => {
  writeFileSync(join(folder, "broken.json"), '[{"eventId":"1"},{');
  const refused = await advertisex(["send", "broken.json", "--kind", "impressions"]);
  expect(refused.code).toBe(3);
  expect(refused.err).toContain("[malformed_body]");
  expect((await advertisex(["send", "nothing-*.csv", "--kind", "impressions"])).code).toBe(2);
  expect((await advertisex(["send", "good-1.csv", "--kind", "impressions"], { key: "wrong" })).code).toBe(3);
  const away = ["send", "good-1.csv", "--kind", "impressions", "--max-time", "1"];
  expect((await advertisex(away, { url: "http://127.0.0.1:9" })).code).toBe(4);
});

/** A way to the product that breaks off once so many bytes have gone through. */
async function breakingProxy(limit: number): Promise<{ url: string; broken: Promise<void>; close: () => void }> {
  const target = new URL(credentials().url);
  const sockets = new Set<Socket>();
  let bytes = 0;
  let tellBroken = () => {};
  const broken = new Promise<void>((resolve) => {
    tellBroken = resolve;
  });
  const close = () => {
    server.close();
    for (const socket of sockets) socket.destroy();
  };
  const server: Server = createServer((client) => {
    const upstream = connect(Number(target.port), target.hostname);
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on("error", () => {});
      socket.on("close", () => (socket === client ? upstream : client).destroy());
    }
    client.on("data", (piece: Buffer) => {
      bytes += piece.length;
      if (bytes < limit) return;
      close();
      tellBroken();
    });
    client.pipe(upstream).pipe(client);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return { url: `http://127.0.0.1:${address.port}`, broken, close };
}

test("goes on with an upload after the connection and then the client itself were killed", async () => {
  test.setTimeout(240_000);
  const count = 40_000;
  const big = join(folder, "big.csv");
  const file = createWriteStream(big);
  file.end(rows("big", count));
  await once(file, "close");
  const proxy = await breakingProxy(1_500_000);
  const first = start(["send", "big.csv", "--kind", "impressions"], { url: proxy.url });
  await proxy.broken;
  // it goes on trying where nothing listens any longer
  first.child.kill("SIGKILL");
  await first.ended;
  const second = await advertisex(["send", "big.csv", "--kind", "impressions", "--wait", "3m", "--json"]);
  expect(second.code, second.err).toBe(0);
  expect(second.err).toContain("an earlier run was broken off after");
  const [sent] = JSON.parse(second.out).files;
  expect(sent.status).toBe("resumed");
  expect(sent.batch).toMatchObject({ received: count, stored: count, duplicate: 0, rejected: 0 });
});

test("moves what is put into a folder to done or failed, with reports", async () => {
  const drop = join(folder, "drop");
  mkdirSync(join(drop, "done"), { recursive: true });
  writeFileSync(join(drop, "done", "shop.csv"), "taken");
  writeFileSync(join(drop, "shop.csv"), rows("shop", 10, [9]));
  writeFileSync(join(drop, "refused.json"), '[{"eventId":"1"},{');
  writeFileSync(join(drop, "unfinished.csv.part"), "eventId");
  const once = await advertisex(["watch", "drop", "--kind", "impressions", "--once", "--settle", "1"]);
  expect(once.code, once.err).toBe(3);
  expect(readFileSync(join(drop, "done", "shop.csv"), "utf8")).toBe("taken");
  expect(readdirSync(join(drop, "done")).sort()).toEqual([
    "shop-1.csv",
    "shop-1.csv.rejects.csv",
    "shop-1.csv.report.json",
    "shop.csv",
  ]);
  expect(readdirSync(join(drop, "failed")).sort()).toEqual([
    "refused.json",
    "refused.json.rejects.csv",
    "refused.json.report.json",
  ]);
  expect(existsSync(join(drop, "unfinished.csv.part"))).toBe(true);
  const report = JSON.parse(readFileSync(join(drop, "done", "shop-1.csv.report.json"), "utf8"));
  expect(report).toMatchObject({ outcome: "done", batch: { received: 10, stored: 9, rejected: 1 } });
  const batch = await call<{ received: number }>(`/api/batches/${report.batchId}`, { key: credentials().readKey });
  expect(batch.body.received).toBe(10);
});

test("follows a folder until it is told to stop", async () => {
  const drop = join(folder, "followed");
  mkdirSync(drop);
  const watch = start(["watch", "followed", "--map", "*.csv=impressions", "--settle", "1"]);
  writeFileSync(join(drop, "late.csv"), rows("late", 5));
  await expect.poll(() => existsSync(join(drop, "done", "late.csv.report.json")), { timeout: 30_000 }).toBe(true);
  const second = await advertisex(["watch", "followed", "--kind", "clicks", "--once"]);
  expect(second.code).toBe(4);
  expect(second.err).toContain(`process ${watch.child.pid}`);
  watch.child.kill("SIGTERM");
  expect((await watch.ended).code).toBe(0);
  expect(readdirSync(drop)).toEqual(["done"]);
});

test("looks after batches, sources and the catalogue", async () => {
  const key = credentials().manageKey;
  const made = await advertisex(["sources", "create", "--name", "From the shell", "--json"], { key });
  expect(made.code, made.err).toBe(0);
  const { id, ingestKey } = JSON.parse(made.out);
  writeFileSync(join(folder, "own.csv"), rows("own", 3, [1]));
  const sent = await advertisex(["send", "own.csv", "--kind", "impressions", "--wait", "--json"], { key: ingestKey });
  const [{ batchId }] = JSON.parse(sent.out).files;
  const rejects = await advertisex(["batches", "rejects", batchId], { key });
  expect(rejects.out).toContain("missing_field");
  const listed = await advertisex(["batches", "--source", id, "--json"], { key });
  expect(JSON.parse(listed.out).batches).toHaveLength(1);

  const shown = JSON.parse((await advertisex(["sources", "show", id, "--json"], { key })).out);
  const rotated = await advertisex(["sources", "rotate-key", id, shown.keys[0].id, "--overlap", "0"], { key });
  expect(rotated.code, rotated.err).toBe(0);
  expect(rotated.out.trim()).not.toBe(ingestKey);

  const catalog = { advertisers: [{ id: "cli", name: "Shell" }], campaigns: [], creatives: [] };
  writeFileSync(join(folder, "catalog.json"), JSON.stringify(catalog));
  expect((await advertisex(["catalog", "put", "catalog.json"], { key })).out).toContain("advertisers: 1 created");
  const got = JSON.parse((await advertisex(["catalog", "get"], { key })).out);
  expect(got.advertisers).toContainEqual(expect.objectContaining({ id: "cli", name: "Shell" }));
});
