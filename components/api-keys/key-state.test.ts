import { expect, it } from "vitest";
import { expiryOf, keyState } from "./key-state";

const now = Date.parse("2026-11-24T10:00:00Z");

it.each([
  [{ revokedAt: null, expiresAt: null }, "works"],
  [{ revokedAt: null, expiresAt: "2026-11-24T10:00:01Z" }, "works"],
  [{ revokedAt: null, expiresAt: "2026-11-24T10:00:00Z" }, "expired"],
  [{ revokedAt: "2026-11-01T00:00:00Z", expiresAt: "2026-11-20T00:00:00Z" }, "revoked"],
])("a key with %j %s", (key, state) => {
  expect(keyState(key, now)).toBe(state);
});

it("ends after the days that were chosen, or not at all", () => {
  expect(expiryOf("30", now)).toBe("2026-12-24T10:00:00.000Z");
  expect(expiryOf("none", now)).toBeNull();
});
