import { expect, it } from "vitest";
import { parseRoles } from "./roles";

it("reads roles in any order and spacing, and gives them in the order of the pipeline", () => {
  expect(parseRoles(" rollup,ingest ,, notify,ingest")).toEqual(["ingest", "rollup", "notify"]);
});

it.each(["ingest,cook", "", " , ", "toString"])("refuses %j and says what there is", (text) => {
  expect(() => parseRoles(text)).toThrow(/ingest, correlate, .*erase, rollup, monitor, notify, pull/);
});
