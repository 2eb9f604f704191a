import { expect, it } from "vitest";
import type { z } from "zod";
import { bidRequestSchema, clickSchema, conversionSchema, impressionSchema } from "./events";
import { fieldsByKind, fieldsOfPath, plainName, requiredOfPath } from "./fields";
import type { EventKind, IngestKind } from "./kinds";

const schemas: Record<EventKind, z.ZodObject> = {
  impression: impressionSchema,
  click: clickSchema,
  conversion: conversionSchema,
  bid_request: bidRequestSchema,
};
const kindOfPath: Record<Exclude<IngestKind, "interactions">, EventKind> = {
  impressions: "impression",
  clicks: "click",
  conversions: "conversion",
  "bid-requests": "bid_request",
};

it.each(Object.keys(schemas) as EventKind[])("maps every field of %s that is validated, and no other", (kind) => {
  expect(fieldsByKind[kind].map(({ name }) => name).sort()).toEqual(Object.keys(schemas[kind].shape).sort());
});

it.each(Object.entries(kindOfPath))("requires of %s what the schema of a %s requires", (path, kind) => {
  const required = Object.entries(schemas[kind].shape).filter(
    ([, field]) => !(field as z.ZodType).safeParse(undefined).success,
  );
  expect([...requiredOfPath[path as IngestKind]].sort()).toEqual(required.map(([name]) => name).sort());
});

it("knows every name for one field of a kind only", () => {
  for (const fields of Object.values(fieldsOfPath)) {
    const names = fields.flatMap(({ aliases }) => aliases.map(plainName));
    expect(new Set(names).size).toBe(names.length);
  }
});
