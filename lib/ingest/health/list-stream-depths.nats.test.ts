import { afterAll, expect, it } from "vitest";
import { openConnection } from "@/lib/stream/connection";
import { correlateStream, ensureTopology, ingestStream, notifyStream } from "@/lib/stream/topology";
import { listStreamDepths } from "./list-stream-depths";

const connecting = openConnection("depth test", process.env.NATS_URL);

afterAll(async () => (await connecting).close());

it("tells what waits in each stream", async () => {
  const connection = await connecting;
  await ensureTopology(connection, { maxIngestBytes: 64 * 1024 ** 2 });
  const manager = await connection.jetstreamManager();
  await manager.streams.purge(notifyStream);
  await connection.jetstream().publish("notify.v1.depth-test", "12345");
  const depths = await listStreamDepths(connecting);
  expect(depths.map(({ stream }) => stream)).toEqual([ingestStream, correlateStream, notifyStream]);
  expect(depths[2]?.messages).toBe(1);
  expect(depths[2]?.bytes).toBeGreaterThan(5);
  await manager.streams.purge(notifyStream);
});
