import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import Ajv from "ajv/dist/2020";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { AppError } from "@/lib/errors";
import { errorAnswer } from "@/lib/http/error-answer";
import { buildDocument } from "./build-document";

const parameterSchema = z.object({
  name: z.string(),
  in: z.enum(["path", "query", "header"]),
  required: z.boolean(),
  schema: z.record(z.string(), z.unknown()),
});
const operationSchema = z.object({
  operationId: z.string(),
  tags: z.array(z.string()).length(1),
  summary: z.string().min(1),
  security: z.array(z.record(z.string(), z.array(z.string()))),
  parameters: z.array(parameterSchema),
  requestBody: z.object({ required: z.boolean(), content: z.record(z.string(), z.unknown()) }).optional(),
  responses: z.record(z.string().regex(/^[2-5]\d\d$/), z.object({ description: z.string().min(1) })),
});
const documentSchema = z.object({
  openapi: z.literal("3.1.0"),
  info: z.object({ title: z.string(), version: z.string() }),
  servers: z.array(z.object({ url: z.url() })),
  paths: z.record(
    z.string().startsWith("/api/"),
    z.partialRecord(z.enum(["get", "post", "put", "patch", "delete"]), operationSchema),
  ),
  components: z.object({
    schemas: z.record(z.string().regex(/^[\w.-]+$/), z.record(z.string(), z.unknown())),
    securitySchemes: z.record(z.string(), z.unknown()),
  }),
});

const document = JSON.parse(JSON.stringify(buildDocument("http://127.0.0.1:15400")));
const { paths, components } = documentSchema.parse(document);
const operations = Object.entries(paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
);

/** Every handler under app/api as `GET /api/x/[id]`; better-auth's own routes are no part of the contract. */
function routes(): { method: string; segments: string[]; name: string }[] {
  const root = join(import.meta.dirname, "../../..");
  return readdirSync(join(root, "app/api"), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith("route.ts") && !file.startsWith("auth/"))
    .flatMap((file) => {
      const path = join(root, "app/api", file);
      const methods = readFileSync(path, "utf8").matchAll(/export (?:const|async function|function) ([A-Z]+)\b/g);
      const segments = relative(root, dirname(path)).split("/").slice(1);
      return [...methods].map(([, method = ""]) => ({
        method: method.toLowerCase(),
        segments,
        name: `${method} /${segments.join("/")}`,
      }));
    });
}

const serves = (segments: string[], path: string): boolean => {
  const described = path.split("/").slice(1);
  return (
    segments.length === described.length && segments.every((part, at) => part.startsWith("[") || part === described[at])
  );
};

describe("the document", () => {
  it.each(routes())("describes $name", ({ method, segments }) => {
    expect(
      operations.filter((operation) => operation.method === method && serves(segments, operation.path)),
    ).not.toEqual([]);
  });

  it("names no operation twice", () => {
    const ids = operations.map(({ operation }) => operation.operationId);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it("declares each parameter of a path, once", () => {
    for (const { path, operation } of operations) {
      const declared = operation.parameters.filter((parameter) => parameter.in === "path").map(({ name }) => name);
      expect(declared).toEqual([...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name));
    }
  });

  it("refers only to schemas that are there, and uses all of them", () => {
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)].map(([, reference]) => reference);
    const known = Object.keys(components.schemas).map((name) => `#/components/schemas/${name}`);
    expect(references.filter((reference) => !known.includes(reference ?? ""))).toEqual([]);
    expect(known.filter((reference) => !references.includes(reference))).toEqual([]);
  });

  it("tells errors as they are answered", async () => {
    const ajv = new Ajv({ strict: false, validateFormats: false });
    ajv.addSchema({ ...document, $id: "api" });
    const answered = await errorAnswer(
      new AppError("conflict", "Was resolved.", { state: "resolved" }),
      console,
    ).json();
    const validate = ajv.compile({ $ref: "api#/components/schemas/Error" });
    expect(validate(answered)).toBe(true);
    expect(validate({ message: "no" })).toBe(false);
  });

  it.each(Object.keys(components.schemas))("has a usable schema %s", (name) => {
    const ajv = new Ajv({ strict: false, validateFormats: false });
    ajv.addSchema({ ...document, $id: "api" });
    expect(ajv.compile({ $ref: `api#/components/schemas/${name}` })(null)).toBe(false);
  });

  it("asks for what a client must send, and leaves the rest open", () => {
    expect(components.schemas.SourceInput).toMatchObject({ required: ["name"] });
    expect(JSON.stringify(components.schemas.Source)).not.toContain('"additionalProperties":false');
    expect(paths["/api/health"]?.get?.security).toEqual([]);
    expect(paths["/api/catalog"]?.put?.responses).toHaveProperty("413");
  });
});
