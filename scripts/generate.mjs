// `prisma generate` without the schema engine, which Prisma's CLI would download:
// generating the client only needs the variable to name some file that exists.
import { spawnSync } from "node:child_process";

const { status } = spawnSync("npx", ["prisma", "generate"], {
  stdio: ["ignore", "inherit", "inherit"],
  env: { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, PRISMA_HIDE_UPDATE_MESSAGE: "1" },
});
process.exit(status ?? 1);
