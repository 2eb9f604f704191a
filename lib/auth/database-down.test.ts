import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { closePrisma } from "@/lib/storage/prisma";
import { createApiKey } from "./api-key";
import { authenticate } from "./authenticate";
import { findSigningSecrets } from "./find-signing-secrets";

// nothing listens on port 1: the real driver meets a database that is down
beforeAll(() => {
  vi.stubEnv("DATABASE_URL", "postgresql://nobody:nothing@127.0.0.1:1/none");
  vi.stubEnv("APP_SECRET", "a secret for tests, of more than 32 characters");
  vi.stubEnv("LOG_LEVEL", "silent");
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await closePrisma();
});

it("answers a key with unavailable, not with unauthorized", async () => {
  const headers = new Headers({ authorization: `Bearer ${createApiKey("read").key}` });
  await expect(authenticate(headers)).rejects.toMatchObject({ code: "unavailable", status: 503, retryAfterSeconds: 2 });
});

it("answers a signed request with unavailable, not with unauthorized", async () => {
  await expect(findSigningSecrets(null)).rejects.toMatchObject({ code: "unavailable", retryAfterSeconds: 2 });
});

it("answers a signed cookie with unavailable", async () => {
  const { createHmac } = await import("node:crypto");
  const { deriveKey } = await import("./derive-key");
  const secret = deriveKey("a secret for tests, of more than 32 characters", "session").toString("base64url");
  const signature = createHmac("sha256", secret).update("token").digest("base64");
  const cookie = `advertisex.session_token=${encodeURIComponent(`token.${signature}`)}`;
  await expect(authenticate(new Headers({ cookie }))).rejects.toMatchObject({ code: "unavailable" });
});

it("answers a forged cookie with unauthorized without asking the database", async () => {
  const cookie = "advertisex.session_token=token.forged";
  await expect(authenticate(new Headers({ cookie }))).rejects.toMatchObject({ code: "unauthorized" });
});
