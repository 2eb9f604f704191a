import { createInterface } from "node:readline/promises";
import { text } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import { Command } from "commander";
import { type Erasure, erasureInputSchema, erasureSchema } from "@/lib/contracts/erasure";
import { Interrupted, Unavailable, UsageError } from "../cli-error";
import { type ExitCode, exitCode } from "../exit-codes";
import { count, duration, parseDuration } from "../figures";
import type { ApiClient } from "../http/api-client";
import type { Output } from "../output";
import { abortOnSignals } from "../signals";
import { action, type CommonOptions, connect, outputOf, withCommonOptions } from "./context";

interface EraseOptions extends CommonOptions {
  user: string;
  yes?: boolean;
  wait: boolean;
  maxTime: string;
}

const askEveryMs = 1000;

/** `advertisex erase` */
export function eraseCommand(): Command {
  const command = new Command("erase")
    .description("delete everything that is kept of a user, and wait until that is done; it cannot be undone")
    .requiredOption("--user <id>", "the user's id as senders write it, or - to read it from standard input")
    .option("-y, --yes", "do not ask whether it is meant")
    .option("--no-wait", "end as soon as it is asked for")
    .option("--max-time <time>", "how long to wait", "1h")
    .action(action<EraseOptions>(eraseUser));
  return withCommonOptions(command);
}

async function eraseUser(_: string[], options: EraseOptions): Promise<ExitCode> {
  const output = outputOf(options);
  const waitMs = parseDuration(options.maxTime, "--max-time");
  const body = await readUser(options.user);
  const client = await connect(options, "manage", output);
  if (!options.yes && !(await confirms(client.baseUrl.origin))) {
    output.problem("Nothing was erased.");
    return exitCode.interrupted;
  }
  const { signal, release } = abortOnSignals();
  try {
    const question = { method: "POST", body, isRepeatable: true, signal } as const;
    const asked = await client.ask("/api/erasures", erasureSchema, question);
    output.note(`Erasure ${asked.id} was asked for`);
    tell(output, options.wait ? await waitForErasure(client, asked, { waitMs, signal, output }) : asked);
  } finally {
    release();
  }
  return exitCode.ok;
}

/** @throws UsageError */
async function readUser(given: string): Promise<{ userId: string }> {
  const userId = given === "-" ? (await text(process.stdin)).replace(/\r?\n$/, "") : given;
  const parsed = erasureInputSchema.safeParse({ userId });
  if (parsed.success) return parsed.data;
  throw new UsageError(`--user ${parsed.error.issues[0]?.message ?? "is no id"}.`);
}

/** @throws UsageError where nobody can be asked */
async function confirms(server: string): Promise<boolean> {
  if (!process.stdin.isTTY) throw new UsageError("What is erased cannot be brought back: add --yes if you mean it.");
  const prompt = createInterface({ input: process.stdin, output: process.stderr });
  try {
    const answer = await prompt.question(`Delete everything that ${server} keeps of this user, for ever? [y/N] `);
    return /^y(es)?$/i.test(answer.trim());
  } finally {
    prompt.close();
  }
}

interface Waiting {
  waitMs: number;
  signal: AbortSignal;
  output: Output;
}

/** @throws Unavailable when it is not done in time, Interrupted */
async function waitForErasure(
  client: ApiClient,
  asked: Erasure,
  { waitMs, signal, output }: Waiting,
): Promise<Erasure> {
  const end = performance.now() + waitMs;
  let told = "";
  for (let erasure = asked; ; ) {
    if (erasure.state === "done") return erasure;
    const state = erasure.waitsFor ? `waits for ${erasure.waitsFor}` : `is running${figures(erasure)}`;
    if (state !== told) output.note(`Erasure ${erasure.id} ${state}`);
    told = state;
    if (performance.now() > end) {
      throw new Unavailable(`Erasure ${erasure.id} is not done after ${duration(waitMs)}; it goes on by itself.`);
    }
    await sleep(askEveryMs, undefined, { signal }).catch(() => {
      throw new Interrupted();
    });
    erasure = await client.ask(`/api/erasures/${erasure.id}`, erasureSchema, { signal });
  }
}

function tell(output: Output, erasure: Erasure): void {
  output.result(`${erasure.id}: ${erasure.state}${figures(erasure)}`);
  output.document(erasure);
}

function figures({ counts }: Erasure): string {
  const parts = Object.entries(counts).map(([table, rows]) => `${table} ${count(rows)}`);
  return parts.length > 0 ? `: ${parts.join(", ")}` : "";
}
