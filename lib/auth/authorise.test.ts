import { expect, it } from "vitest";
import { type Access, authorise, isAllowed } from "./authorise";
import type { Principal, Role, Scope } from "./principal";

const key = (scope: Scope): Principal => ({
  kind: "key",
  keyId: "k",
  name: "a key",
  scope,
  sourceId: scope === "ingest" ? "s" : null,
  limits: { eventsPerSecond: null, bytesPerSecond: null },
});
const person = (role: Role): Principal => ({ kind: "session", userId: "u", email: "a@b.c", name: "A", role });

const accesses: Access[] = ["ingest", "read", "manage", "batches"];

it.each<[string, Principal, Access[]]>([
  ["an ingest key", key("ingest"), ["ingest", "batches"]],
  ["a read key", key("read"), ["read", "batches"]],
  ["a manage key", key("manage"), ["read", "manage", "batches"]],
  ["a viewer", person("viewer"), ["read", "batches"]],
  ["an analyst", person("analyst"), ["read", "manage", "batches"]],
  ["a manager", person("manager"), ["read", "manage", "batches"]],
  ["an admin", person("admin"), ["read", "manage", "batches"]],
])("%s may use exactly what the contract says", (_, principal, allowed) => {
  expect(accesses.filter((access) => isAllowed(principal, access))).toEqual(allowed);
});

it("answers a key of the wrong scope with wrong_scope", () => {
  expect(() => authorise(key("read"), "manage")).toThrow(expect.objectContaining({ code: "wrong_scope", status: 403 }));
});
