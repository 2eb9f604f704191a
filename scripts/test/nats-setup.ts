import { startNats } from "./start-nats";

/** Vitest's global setup: a nats-server of this run's own, unless `NATS_URL` names one. */
export default async function setup(): Promise<(() => Promise<void>) | undefined> {
  if (process.env.NATS_URL) return undefined;
  const server = await startNats();
  process.env.NATS_URL = server.url;
  return async () => {
    delete process.env.NATS_URL;
    await server.stop();
  };
}
