import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { freePort } from "@/scripts/test/start-nats";

/** A database server of the bench's own, in a process of its own as the product has it. */
export interface BenchDatabase {
  url: string;
  stop(): Promise<void>;
}

/** Takes the server that DATABASE_URL names, or starts the embedded one with its data under `dataDir`. */
export async function openDatabase(dataDir: string): Promise<BenchDatabase> {
  const given = process.env.DATABASE_URL;
  if (given) return { url: given, stop: async () => undefined };
  const args = ["--import", "tsx", "scripts/embedded/main.ts", "--data-dir", join(dataDir, "db")];
  const child = spawn("node", [...args, "--port", String(await freePort())], { stdio: ["ignore", "pipe", "inherit"] });
  const url = await readyUrl(child);
  return {
    url,
    stop: async () => {
      const gone = new Promise((resolve) => child.once("exit", resolve));
      child.kill("SIGTERM");
      await gone;
    },
  };
}

function readyUrl(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    child.once("exit", (code) => reject(new Error(`The embedded database ended with code ${code}.`)));
    child.stdout?.on("data", (text: Buffer) => {
      const url = /ready (\S+)/.exec(String(text))?.[1];
      if (url) resolve(url);
    });
  });
}
