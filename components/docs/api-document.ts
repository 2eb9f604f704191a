/** What the reference shows of an OpenAPI 3.1 document. */
export interface ApiDocument {
  tags: { name: string }[];
  paths: Record<string, Record<string, ApiOperation>>;
  components: { schemas: Record<string, ApiSchema> };
}

export interface ApiOperation {
  operationId: string;
  tags: string[];
  summary: string;
  description?: string;
  security: Record<string, unknown>[];
  parameters: ApiParameter[];
  requestBody?: { content: Record<string, { schema?: ApiSchema }> };
  responses: Record<string, ApiResponse>;
}

export interface ApiParameter {
  name: string;
  in: string;
  required: boolean;
  description?: string;
  schema?: ApiSchema;
}

export interface ApiResponse {
  description: string;
  headers?: Record<string, unknown>;
  content?: Record<string, { schema?: ApiSchema }>;
}

export interface ApiSchema {
  $ref?: string;
  type?: string | string[];
  description?: string;
  format?: string;
  enum?: unknown[];
  const?: unknown;
  default?: unknown;
  items?: ApiSchema;
  properties?: Record<string, ApiSchema>;
  required?: string[];
  additionalProperties?: ApiSchema | boolean;
  anyOf?: ApiSchema[];
  oneOf?: ApiSchema[];
  allOf?: ApiSchema[];
  minimum?: number;
  maximum?: number;
}

/** An operation with where it is. */
export interface PlacedOperation extends ApiOperation {
  method: string;
  path: string;
}

/** The operations of each tag, in the order of the document. */
export function operationsByTag(document: ApiDocument): { tag: string; operations: PlacedOperation[] }[] {
  const all = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ ...operation, method, path })),
  );
  return document.tags.map(({ name }) => ({ tag: name, operations: all.filter(({ tags }) => tags.includes(name)) }));
}

/** Follows a reference into the document's schemas. */
export function resolveSchema(document: ApiDocument, schema: ApiSchema): { name?: string; schema: ApiSchema } {
  const name = schema.$ref?.split("/").at(-1);
  if (name === undefined) return { schema };
  return { name, schema: document.components.schemas[name] ?? {} };
}

/** What a value is, in a word or two: `string`, `integer or null`, `one of cpm, cpc, cpa`, `array of Batch`. */
export function typeWords(schema: ApiSchema): string {
  if (schema.$ref) return schema.$ref.split("/").at(-1) ?? "object";
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum) return schema.enum.map(String).join(" | ");
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return [...new Set(choices.map(typeWords))].join(" or ");
  if (schema.type === "array") return schema.items ? `array of ${typeWords(schema.items)}` : "array";
  const type = Array.isArray(schema.type) ? schema.type.join(" or ") : (schema.type ?? "any");
  return schema.format ? `${type}, ${schema.format}` : type;
}
