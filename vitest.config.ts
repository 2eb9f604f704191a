import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const alias = { "@": fileURLToPath(new URL(".", import.meta.url)).replace(/\/$/, "") };
const sources = ["lib", "workers", "components", "app", "prisma", "scripts"];
const named = (ending: string) => sources.map((folder) => `${folder}/**/*.${ending}`);

/** `x.test.ts` is pure; `x.db.test.ts` has a TimescaleDB, `x.nats.test.ts` a NATS server, both have both. */
export default defineConfig({
  resolve: { alias },
  test: {
    projects: [
      {
        resolve: { alias },
        test: {
          name: "pure",
          include: [...named("test.ts"), ...named("test.tsx")],
          exclude: [...named("db.test.ts"), ...named("nats.test.ts"), "**/node_modules/**"],
          testTimeout: 20_000,
          // no module keeps state that another file could see: one load of the code a worker
          isolate: false,
          // they wait for timers, processes and sockets more than they compute
          maxWorkers: 4,
        },
      },
      {
        resolve: { alias },
        test: {
          name: "db",
          include: named("db.test.ts"),
          globalSetup: ["scripts/test/database-setup.ts", "scripts/test/nats-setup.ts"],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          // one embedded session serves them all: files in a row
          fileParallelism: false,
        },
      },
      {
        resolve: { alias },
        test: {
          name: "nats",
          include: named("nats.test.ts"),
          globalSetup: ["scripts/test/nats-setup.ts"],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
