import { expect, it } from "vitest";
import { deriveKey } from "./derive-key";

const secret = "a secret of the installation, long enough";

it("is not the secret, changes with it, and has 32 bytes", () => {
  const key = deriveKey(secret, "session");
  expect(key).toHaveLength(32);
  expect(key.toString()).not.toContain(secret.slice(0, 8));
  expect(deriveKey(`${secret}!`, "session")).not.toEqual(key);
});

it("stays the same: another key would sign everybody out", () => {
  expect(deriveKey(secret, "session").toString("hex")).toMatchInlineSnapshot(
    `"b7eda0ca3d8164d4c869e8947d51c5a5029a7bb723313e4c0332bf8aebd6f2be"`,
  );
});
