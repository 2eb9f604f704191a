import { describe, expect, it } from "vitest";
import { type ApiDocument, operationsByTag, resolveSchema, typeWords } from "./api-document";

const operation = (id: string, tag: string) => ({
  operationId: id,
  tags: [tag],
  summary: id,
  security: [],
  parameters: [],
  responses: {},
});

const document: ApiDocument = {
  tags: [{ name: "B" }, { name: "A" }],
  paths: { "/a": { get: operation("listA", "A"), post: operation("makeA", "A") }, "/b": { get: operation("b", "B") } },
  components: { schemas: { Thing: { type: "object" } } },
};

describe("operationsByTag", () => {
  it("keeps the order of the tags, and every operation with its place", () => {
    const groups = operationsByTag(document).map(({ tag, operations }) => [
      tag,
      operations.map(({ method, path, operationId }) => `${method} ${path} ${operationId}`),
    ]);
    expect(groups).toEqual([
      ["B", ["get /b b"]],
      ["A", ["get /a listA", "post /a makeA"]],
    ]);
  });
});

describe("resolveSchema", () => {
  it("follows a reference, and leaves what is none", () => {
    expect(resolveSchema(document, { $ref: "#/components/schemas/Thing" })).toEqual({
      name: "Thing",
      schema: { type: "object" },
    });
    expect(resolveSchema(document, { type: "string" })).toEqual({ schema: { type: "string" } });
  });
});

describe("typeWords", () => {
  it.each([
    [{ type: "string" }, "string"],
    [{ type: "string", format: "date-time" }, "string, date-time"],
    [{ anyOf: [{ type: "integer" }, { type: "null" }] }, "integer or null"],
    [{ type: "string", enum: ["cpm", "cpc"] }, "cpm | cpc"],
    [{ type: "array", items: { $ref: "#/components/schemas/Batch" } }, "array of Batch"],
    [{ const: "folder" }, '"folder"'],
    [{}, "any"],
  ])("says %j", (schema, words) => {
    expect(typeWords(schema)).toBe(words);
  });
});
