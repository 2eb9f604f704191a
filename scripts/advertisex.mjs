#!/usr/bin/env node
// The command-line client: loads its TypeScript by tsx, from whatever folder it is called in.
import { fileURLToPath } from "node:url";
import { register } from "tsx/esm/api";

register({ tsconfig: fileURLToPath(new URL("../tsconfig.json", import.meta.url)) });
const { main } = await import("./cli/main.ts");
await main(process.argv);
