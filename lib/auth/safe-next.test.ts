import { expect, it } from "vitest";
import { safeNext } from "./safe-next";

it.each(["/campaigns", "/campaigns/c1?from=2026-01-01&to=2026-01-31#sites", "/alerts/a%2Fb", "/signal", "/apiary"])(
  "leads back to %s",
  (next) => expect(safeNext(next)).toBe(next),
);

it.each([
  null,
  undefined,
  "",
  "campaigns",
  "https://evil.example/",
  "//evil.example/",
  "///evil.example",
  "/\\evil.example",
  "\\\\evil.example",
  "/\t/evil.example",
  "/\n/evil.example",
  "/.//evil.example",
  "/a/..//evil.example",
  "javascript:alert(1)",
  " //evil.example",
  "/sign-in?next=/",
  "/api/auth/sign-out",
])("leads %j to the start page", (next) => expect(safeNext(next)).toBe("/"));
