import { describe, expect, it } from "vitest";
import { credentialState, sortCredentials } from "./credential-state";

const now = Date.parse("2026-11-23T12:00:00Z");
const at = (time: string) => `2026-11-23T${time}:00.000Z`;

describe("credentialState", () => {
  it.each([
    [{ expiresAt: null, revokedAt: null }, "active"],
    [{ expiresAt: at("12:01"), revokedAt: null }, "ending"],
    [{ expiresAt: at("12:00"), revokedAt: null }, "expired"],
    [{ expiresAt: at("13:00"), revokedAt: at("11:00") }, "revoked"],
  ])("of %j is %s", (credential, state) => {
    expect(credentialState(credential, now)).toBe(state);
  });
});

describe("sortCredentials", () => {
  it("puts those that work first, and of them the newest", () => {
    const credential = (id: string, createdAt: string, revokedAt: string | null = null) => ({
      id,
      name: id,
      createdAt,
      expiresAt: null,
      revokedAt,
    });
    const sorted = sortCredentials(
      [credential("old", at("08:00")), credential("revoked", at("11:00"), at("11:30")), credential("new", at("10:00"))],
      now,
    );
    expect(sorted.map(({ id }) => id)).toEqual(["new", "old", "revoked"]);
  });
});
