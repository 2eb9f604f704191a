import { Command } from "commander";
import { createdKeySchema } from "@/lib/contracts/credentials";
import { sourceSchema } from "@/lib/contracts/source";
import { type ExitCode, exitCode } from "../exit-codes";
import { parseDuration } from "../figures";
import type { Output } from "../output";
import { action, type CommonOptions, connect, outputOf } from "./context";

/** The commands of `advertisex sources` that are about keys. */
export function keyCommands(): Command[] {
  const addKey = new Command("add-key")
    .description("another ingest key of a source, told here and never again")
    .argument("<id>")
    .option("--name <name>", "what people call it")
    .action(action<CommonOptions & { name?: string }>(addSourceKey));
  const rotate = new Command("rotate-key")
    .description("a new key in the place of one, which works on for a while")
    .argument("<id>")
    .argument("<keyId>", "as sources show tells it")
    .option("--overlap <time>", "how long the old one works on", "24h")
    .action(action<CommonOptions & { overlap: string }>(rotateKey));
  const revoke = new Command("revoke-key")
    .description("end a key at once")
    .argument("<id>")
    .argument("<keyId>", "as sources show tells it")
    .action(action(revokeKey));
  return [addKey, rotate, revoke];
}

/** The path of a source. */
export function sourcePath(id: string): string {
  return `/api/sources/${encodeURIComponent(id)}`;
}

/** Tells a new key, which is told once only: alone on standard output. */
export function tellKey(output: Output, created: { id: string; ingestKey: string }, what: string): void {
  output.note(`${what}; keep its key, it is not told again:`);
  output.result(created.ingestKey);
  output.document(created);
}

async function addSourceKey([id = ""]: string[], options: CommonOptions & { name?: string }): Promise<ExitCode> {
  const output = outputOf(options);
  const client = await connect(options, "manage", output);
  const body = options.name === undefined ? {} : { name: options.name };
  const created = await client.ask(`${sourcePath(id)}/keys`, createdKeySchema, { method: "POST", body });
  tellKey(output, created, `Key ${created.id}`);
  return exitCode.ok;
}

async function rotateKey([id = "", keyId = ""]: string[], options: CommonOptions & { overlap: string }) {
  const output = outputOf(options);
  const overlapSeconds = Math.round(parseDuration(options.overlap, "--overlap") / 1000);
  const client = await connect(options, "manage", output);
  const path = `${keyPath(id, keyId)}/rotate`;
  const created = await client.ask(path, createdKeySchema, { method: "POST", body: { overlapSeconds } });
  tellKey(output, created, `Key ${created.id} in the place of ${keyId}`);
  return exitCode.ok;
}

async function revokeKey([id = "", keyId = ""]: string[], options: CommonOptions): Promise<ExitCode> {
  const output = outputOf(options);
  const client = await connect(options, "manage", output);
  const source = await client.ask(keyPath(id, keyId), sourceSchema, { method: "DELETE" });
  output.result(`Key ${keyId} no longer works.`);
  output.document(source);
  return exitCode.ok;
}

function keyPath(id: string, keyId: string): string {
  return `${sourcePath(id)}/keys/${encodeURIComponent(keyId)}`;
}
