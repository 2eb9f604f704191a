import { expect, it } from "vitest";
import { routeOf } from "./metrics";

it.each([
  ["/api/batches/b1/rejects", { id: "b1" }, "/api/batches/[id]/rejects"],
  ["/api/conversions/a%2Fb", { eventId: "a/b" }, "/api/conversions/[eventId]"],
  ["/api/catalog", {}, "/api/catalog"],
  ["/api/no/such/thing", { path: ["no", "such", "thing"] }, "/api/[...path]"],
  ["/api/x/%E0%A4%A", { id: "%E0%A4%A" }, "/api/x/[id]"],
])("%s is %s", (pathname, params, route) => expect(routeOf(pathname, params)).toBe(route));
