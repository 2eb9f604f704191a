import { parseArgs } from "node:util";
import { startEmbedded } from "./start-embedded";

/** The embedded database as a process of its own: `--data-dir`, `--port`; stops on SIGTERM. */
const { values } = parseArgs({ options: { "data-dir": { type: "string" }, port: { type: "string" } } });

try {
  if (!values["data-dir"] || !values.port) throw new Error("Say --data-dir and --port.");
  const database = await startEmbedded({ dataDir: values["data-dir"], port: Number(values.port) });
  console.log(`ready ${database.url}`);
  const stop = () => void database.close().then(() => process.exit(0));
  process.once("SIGTERM", stop);
  process.once("SIGINT", stop);
  process.once("disconnect", stop);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
