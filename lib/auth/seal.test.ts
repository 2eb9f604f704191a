import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { seal, unseal } from "./seal";

beforeAll(() => {
  vi.stubEnv("DATABASE_URL", "postgresql://nobody:nothing@127.0.0.1:1/none");
  vi.stubEnv("APP_SECRET", "a secret for tests, of more than 32 characters");
});
afterAll(() => void vi.unstubAllEnvs());

it.each(["", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "Schlüssel 鍵 🔑", "x".repeat(100_000)])(
  "opens what was sealed for the same context (case %#)",
  (text) => expect(unseal(seal(text, "pull:p1"), "pull:p1")).toBe(text),
);

it("opens from what the database driver gives", () => {
  expect(unseal(new Uint8Array(seal("secret", "a")), "a")).toBe("secret");
});

it("shows nothing of the text, and never the same bytes twice", () => {
  const sealed = seal("the bucket's secret", "a");
  expect(sealed.toString("latin1")).not.toContain("bucket");
  expect(seal("the bucket's secret", "a").equals(sealed)).toBe(false);
});

it("does not open for another context", () => {
  expect(() => unseal(seal("secret", "signing_secret:a"), "signing_secret:b")).toThrow("does not open");
});

it("does not open with any one bit changed", () => {
  const sealed = seal("secret", "a");
  for (let bit = 0; bit < sealed.length * 8; bit += 1) {
    const changed = Buffer.from(sealed);
    changed[bit >> 3]! ^= 1 << (bit & 7);
    expect(() => unseal(changed, "a")).toThrow();
  }
});

it.each([0, 1, 28])("does not open from %d bytes", (length) => {
  expect(() => unseal(seal("", "a").subarray(0, length), "a")).toThrow("nothing sealed");
});
