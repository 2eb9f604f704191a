import { describe, expect, it } from "vitest";
import type { Access } from "@/lib/contracts/access";
import { accessRules } from "./access-rules";
import { authorise, isAllowed } from "./authorise";
import type { Principal, Role, Scope } from "./principal";

const key = (scope: Scope, advertiserIds: string[] | null = null): Principal => ({
  kind: "key",
  keyId: "k",
  name: "a key",
  scope,
  sourceId: scope === "ingest" ? "s" : null,
  advertiserIds,
  limits: { eventsPerSecond: null, bytesPerSecond: null },
});
const person = (role: Role, advertiserIds: string[] | null = null): Principal => ({
  kind: "session",
  sessionId: "s",
  userId: "u",
  email: "a@b.c",
  name: "A",
  role,
  advertiserIds,
});

const accesses = Object.keys(accessRules) as Access[];
const reading: Access[] = ["reports", "operations", "batches"];

it.each<[string, Principal, Access[]]>([
  ["an ingest key", key("ingest"), ["ingest", "batches"]],
  ["a read key", key("read"), reading],
  ["a read key for one advertiser", key("read", ["a"]), ["reports"]],
  ["a manage key", key("manage"), [...reading, "alerts", "campaigns", "operate", "administer"]],
  ["a manage key for one advertiser", key("manage", ["a"]), ["reports", "alerts", "campaigns"]],
  ["a viewer", person("viewer"), [...reading, "self"]],
  ["a viewer of one advertiser", person("viewer", ["a"]), ["reports", "self"]],
  ["a viewer of none", person("viewer", []), ["reports", "self"]],
  ["an analyst", person("analyst"), [...reading, "alerts", "operate", "self"]],
  ["a manager", person("manager"), [...reading, "alerts", "campaigns", "self"]],
  ["a manager of one advertiser", person("manager", ["a"]), ["reports", "alerts", "campaigns", "self"]],
  ["an admin", person("admin"), accesses.filter((access) => access !== "ingest")],
])("%s may use exactly what the rules say", (_, principal, allowed) => {
  expect(accesses.filter((access) => isAllowed(principal, access)).sort()).toEqual([...allowed].sort());
});

describe("a refusal", () => {
  it("is wrong_scope, and says what it needs", () => {
    expect(() => authorise(key("read"), "operate")).toThrow(
      expect.objectContaining({ code: "wrong_scope", status: 403, message: expect.stringContaining("`manage`") }),
    );
  });
});
