import { expect, it } from "vitest";
import { idempotencyKey } from "./idempotency-key";

const file = { sha256: "ab".repeat(32), contentType: "text/csv", encoding: null };

it("is the same for the same content, and different for any other", () => {
  const keys = [
    idempotencyKey(file, "clicks", null),
    idempotencyKey({ ...file, sha256: "ba".repeat(32) }, "clicks", null),
    idempotencyKey({ ...file, contentType: "application/json" }, "clicks", null),
    idempotencyKey({ ...file, encoding: "gzip" }, "clicks", null),
    idempotencyKey(file, "conversions", null),
    idempotencyKey(file, "clicks", "again"),
  ];
  expect(new Set(keys).size).toBe(keys.length);
  expect(idempotencyKey({ ...file }, "clicks", null)).toBe(keys[0]);
  // what later runs resume by: it must not change with a release
  expect(keys[0]).toBe("file-cef4a607830358d7815f947f096f92c120093331e68af4cf223e4e5dad47e087");
});
