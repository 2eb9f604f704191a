import { expect, it } from "vitest";
import { kindMappingSchema } from "@/lib/contracts/source";
import { ruleOf, withRule } from "./edit-rule";

it("writes a rule that names a path only as that path, and reads it back", () => {
  const value = withRule(undefined, "userId", { path: "uid" });
  expect(value).toEqual({ fields: { userId: "uid" } });
  expect(ruleOf(value, "userId")).toEqual({ path: "uid" });
});

it("adds to a rule, takes out of it, and leaves the other fields", () => {
  const before = {
    fields: { userId: "uid", occurredAt: { path: "t", type: "datetime" as const, format: "dd.MM.yyyy" } },
  };
  expect(withRule(before, "occurredAt", { type: "iso", format: undefined })).toEqual({
    fields: { userId: "uid", occurredAt: { path: "t", type: "iso" } },
  });
  expect(withRule(before, "occurredAt", { path: "", type: undefined, format: "" })).toEqual({
    fields: { userId: "uid" },
  });
  expect(before.fields.occurredAt.format).toBe("dd.MM.yyyy");
});

it("is no mapping at all without a rule", () => {
  expect(withRule({ fields: { userId: "uid" } }, "userId", { path: "" })).toBeUndefined();
  expect(withRule(undefined, "userId", { map: {} })).toBeUndefined();
});

it("keeps a default that says something although it is false or zero", () => {
  expect(withRule(undefined, "viewable", { default: false })).toEqual({ fields: { viewable: { default: false } } });
  expect(withRule(undefined, "priceMicros", { default: 0 })).toEqual({ fields: { priceMicros: { default: 0 } } });
});

it("keeps what is there when a change is none of the contract, and always gives what the contract takes", () => {
  const before = { fields: { userId: "uid" } };
  expect(withRule(before, "userId", { path: "x".repeat(300) })).toBe(before);
  expect(withRule(before, "userId", { type: "colour" })).toBe(before);
  expect(kindMappingSchema.parse(withRule(before, "site", { path: "p", map: { a: "b" } }))).toBeDefined();
});

it("finds no rule in what objects inherit", () => {
  expect(ruleOf({ fields: {} }, "constructor")).toEqual({});
});
