import { z } from "zod";
import type { NamedSchema } from "./operation";

export type JsonSchema = Record<string, unknown>;

/** What zod says more exactly than a reader needs: the pattern beside a format, the bounds of safe integers. */
function simplify({ jsonSchema }: { jsonSchema: JsonSchema }): void {
  if ("format" in jsonSchema) delete jsonSchema.pattern;
  if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
  delete jsonSchema.$schema;
  delete jsonSchema.$id;
}

/** An answer may get more fields at any time, so its schema does not forbid them. */
function open(context: { jsonSchema: JsonSchema }): void {
  simplify(context);
  if (context.jsonSchema.additionalProperties === false) delete context.jsonSchema.additionalProperties;
}

/** The place of a named schema in the document. */
export function referenceTo({ name }: NamedSchema): { $ref: string } {
  return { $ref: `#/components/schemas/${name}` };
}

/** Turns named contracts into the schemas of the document; those that hold one another refer to it. */
export function componentSchemas(schemas: readonly NamedSchema[], io: "input" | "output"): Record<string, JsonSchema> {
  const registry = z.registry<{ id: string }>();
  for (const { name, schema } of schemas) if (!registry.has(schema)) registry.add(schema, { id: name });
  const made = z.toJSONSchema(registry, {
    io,
    uri: (id) => `#/components/schemas/${id}`,
    unrepresentable: "any",
    override: io === "input" ? simplify : open,
  });
  // the outermost schema gets its names after `override` has seen it
  for (const schema of Object.values(made.schemas)) simplify({ jsonSchema: schema });
  return made.schemas;
}

/** The fields of a query with their schemas, each with whether it has to be there. */
export function queryParameters(query: z.ZodObject): { name: string; required: boolean; schema: JsonSchema }[] {
  const { properties = {}, required = [] } = z.toJSONSchema(query, {
    io: "input",
    unrepresentable: "any",
    override: simplify,
  });
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    required: required.includes(name),
    schema: schema as JsonSchema,
  }));
}
