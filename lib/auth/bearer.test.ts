import { expect, it } from "vitest";
import { createApiKey } from "./api-key";
import { readBearer } from "./bearer";

const { key } = createApiKey("ingest");
const headers = (authorization?: string) => new Headers(authorization === undefined ? {} : { authorization });

it("gives null without the header, so that a cookie can count", () => {
  expect(readBearer(headers())).toBeNull();
});

it.each([`Bearer ${key}`, `bearer ${key}`, `BEARER   ${key} `])("reads the key of %j", (header) => {
  expect(readBearer(headers(header))).toBe(key);
});

it.each(["", "Bearer", key, `Basic ${key}`, `Bearer ${key} more`, "Bearer secret", `Bearer ${key}x`])(
  "refuses %j as unauthorized",
  (header) => {
    expect(() => readBearer(headers(header))).toThrow(expect.objectContaining({ code: "unauthorized" }));
  },
);
