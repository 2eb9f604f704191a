import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { createApiKey, hashApiKey, isApiKey } from "./api-key";

describe("createApiKey", () => {
  it.each(["ingest", "read", "manage"] as const)("makes %s keys of 256 random bits, hashed for the store", (scope) => {
    const made = createApiKey(scope);
    const [, random] = /^axk_(?:ingest|read|manage)_(.{43})$/.exec(made.key) ?? [];
    expect(made.key.startsWith(`axk_${scope}_`)).toBe(true);
    expect(Buffer.from(random ?? "", "base64url")).toHaveLength(32);
    expect(made.keyHash).toBe(createHash("sha256").update(made.key).digest("hex"));
    expect(isApiKey(made.key)).toBe(true);
  });

  it("shows six random characters in the prefix and no more", () => {
    const made = createApiKey("read");
    expect(made.keyPrefix).toBe(made.key.slice(0, "axk_read_".length + 6));
  });

  it("never makes the same key twice", () => {
    const keys = Array.from({ length: 500 }, () => createApiKey("ingest").keyHash);
    expect(new Set(keys).size).toBe(500);
  });
});

describe("isApiKey", () => {
  const random = "a".repeat(43);
  it.each([
    "",
    `axk_admin_${random}`,
    `axk_read_${random}a`,
    `axk_read_${random.slice(1)}`,
    `axk_read_${"+".repeat(43)}`,
    ` axk_read_${random}`,
    `axk_read_${random}\n`,
  ])("refuses %j", (text) => expect(isApiKey(text)).toBe(false));
});

it("hashes different keys differently", () => {
  expect(hashApiKey("axk_read_a")).not.toBe(hashApiKey("axk_read_b"));
});
