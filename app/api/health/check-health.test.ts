import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { checkHealth } from "./check-health";
import { GET } from "./route";

const well = { database: async () => undefined, nats: async () => [], silentRoles: async () => [] };
const get = () => GET(new Request("http://127.0.0.1/api/health"), { params: Promise.resolve({}) });

// nothing listens on port 1: the route meets servers that are down
beforeAll(() => {
  vi.stubEnv("DATABASE_URL", "postgresql://nobody:nothing@127.0.0.1:1/none");
  vi.stubEnv("NATS_URL", "nats://127.0.0.1:1");
  vi.stubEnv("APP_SECRET", "a secret for tests, of more than 32 characters");
});
afterAll(() => {
  vi.unstubAllEnvs();
});

it("is ok when every part answers", async () => {
  expect(await checkHealth(well)).toEqual({ status: "ok", checks: { database: "ok", nats: "ok", workers: "ok" } });
});

it.each([
  [["rollup"], "No worker is running the role rollup."],
  [["rollup", "notify"], "No worker is running the roles rollup, notify."],
])("names the roles that nobody runs: %j", async (roles, sentence) => {
  const health = await checkHealth({ ...well, silentRoles: async () => roles });
  expect(health).toEqual({ status: "failing", checks: { database: "ok", nats: "ok", workers: sentence } });
});

it("answers 503 and says what is down when no server answers", async () => {
  const answer = await get();
  expect(answer.status).toBe(503);
  expect(await answer.json()).toEqual({
    status: "failing",
    checks: {
      database: "The database does not answer.",
      nats: "NATS does not answer, or its streams are missing.",
      workers: "The database, where workers report, does not answer.",
    },
  });
});
