import { expect, it } from "vitest";
import { z } from "zod";
import { mappingSchema } from "@/lib/contracts/source";
import { invalidRequest, issuesOf } from "./invalid-request";

const issues = (schema: z.ZodType, value: unknown) => {
  const { error } = schema.safeParse(value);
  return error ? issuesOf(error) : [];
};

it("writes paths as a person would", () => {
  const schema = z.object({ campaigns: z.array(z.object({ id: z.string("must be a text") })) });
  expect(issues(schema, { campaigns: [{ id: "a" }, { id: 1 }] })).toEqual([
    { path: "campaigns[1].id", message: "must be a text" },
  ]);
});

it("tells of several forms the one that was meant", () => {
  expect(issues(mappingSchema, { clicks: { fields: { site: { path: "s", type: "epoch" } } } })).toEqual([
    { path: "clicks.fields.site.type", message: expect.stringContaining("epoch_ms") },
  ]);
});

it("tells all forms when none was meant", () => {
  expect(issues(z.union([z.iso.date("needs a date"), z.iso.datetime("needs a time")]), "soon")).toEqual([
    { path: "", message: "needs a date, or needs a time" },
  ]);
});

it("says the first problem and how many more there are", () => {
  const error = invalidRequest([
    { path: "a", message: "is wrong" },
    { path: "b", message: "too" },
  ]);
  expect(error.message).toBe("The request is not valid: `a` is wrong (and 1 more)");
});
