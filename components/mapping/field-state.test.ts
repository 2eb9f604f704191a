import { describe, expect, it } from "vitest";
import type { KindMapping } from "./edit-rule";
import { fieldStates, strangeFields } from "./field-state";

const sample = [
  { path: "ad_id", values: ["7"] },
  { path: "ad_creative_id", values: [] },
  { path: "ts", values: ["1702574194"] },
  { path: "price", values: ["2.5"] },
  { path: "who.id", values: ["u"] },
];
const state = (value: KindMapping | undefined, name: string, kind: "impressions" | "bid-requests" = "impressions") =>
  fieldStates(kind, value, sample).find(({ field }) => field.name === name)!;

describe("fieldStates", () => {
  it("lists the required fields first, and every field once", () => {
    const states = fieldStates("impressions", undefined, []);
    expect(states.slice(0, 4).map(({ field }) => field.name)).toEqual(["occurredAt", "userId", "site", "creativeId"]);
    expect(states.slice(4).every(({ required }) => !required)).toBe(true);
    expect(new Set(states.map(({ field }) => field.name)).size).toBe(states.length);
  });

  it("knows fields by their usual names, of which an empty one is passed over", () => {
    expect(state(undefined, "creativeId")).toMatchObject({ knownAs: "ad_id", values: ["7"], warning: null });
    expect(state(undefined, "occurredAt")).toMatchObject({ knownAs: "ts", hasRule: false });
  });

  it("warns of a required field that nothing is known as, of a path that is not there, of an amount without unit", () => {
    expect(state(undefined, "userId").warning).toMatch(/rejected/);
    expect(state({ fields: { userId: "who.id" } }, "userId")).toMatchObject({ warning: null, values: ["u"] });
    expect(state({ fields: { userId: "who.name" } }, "userId").warning).toMatch(/No record of the sample/);
    expect(state({ fields: { userId: { default: "nobody" } } }, "userId").warning).toBeNull();
    expect(state(undefined, "priceMicros").warning).toMatch(/unit/);
    expect(state({ fields: { priceMicros: { type: "decimal" } } }, "priceMicros").warning).toBeNull();
  });

  it("warns of nothing without a sample", () => {
    expect(fieldStates("clicks", undefined, []).filter(({ warning }) => warning !== null)).toEqual([]);
  });

  it("knows the places of an OpenRTB bid request", () => {
    const paths = ["id", "user.id", "imp.0", "imp.0.bidfloor", "site.page"].map((path) => ({ path, values: ["x"] }));
    const states = fieldStates("bid-requests", undefined, paths);
    const known = Object.fromEntries(states.map(({ field, knownAs }) => [field.name, knownAs]));
    expect(known).toMatchObject({
      auctionId: "id",
      userId: "user.id",
      site: "site.page",
      bidFloorMicros: "imp.0.bidfloor",
    });
    expect(states.find(({ field }) => field.name === "bidFloorMicros")?.warning).toBeNull();
  });

  it.each<[string, KindMapping["fields"][string], string | null]>([
    ["occurredAt", { type: "datetime" }, "Name the format"],
    ["occurredAt", { type: "datetime", format: "QQ yyyy" }, "QQ"],
    ["occurredAt", { type: "datetime", format: "HH:mm" }, "no full date"],
    ["occurredAt", { format: "dd.MM.yyyy" }, "counts only"],
    ["occurredAt", { type: "datetime", format: "dd.MM.yyyy" }, null],
    ["occurredAt", { default: "$receivedAt" }, null],
    ["occurredAt", { default: "4/5/2024" }, "$receivedAt"],
    ["viewable", { default: "perhaps" }, "true or false"],
    ["viewable", { default: false }, null],
    ["priceMicros", { default: "2.5" }, "whole micros"],
  ])("says what is wrong with %s: %j", (name, rule, problem) => {
    const told = state({ fields: { [name]: rule } }, name).problem;
    if (problem === null) expect(told).toBeNull();
    else expect(told).toContain(problem);
  });
});

it("names the rules for fields that the kind does not have, as the server refuses them", () => {
  const value = { fields: { userId: "u", creative: "c", __proto__x: "p" } };
  expect(strangeFields("impressions", value)).toEqual(["creative", "__proto__x"]);
  // a click file may hold conversions
  expect(strangeFields("clicks", { fields: { orderId: "o" } })).toEqual([]);
});
