import { accessRules } from "@/lib/auth/access-rules";
import { type ErrorCode, statusByCode } from "@/lib/errors";
import { type JsonSchema, queryParameters, referenceTo } from "./json-schema";
import type { Answer, NamedSchema, Operation } from "./operation";

export const errorReference = { $ref: "#/components/schemas/Error" };

/** One operation as an OpenAPI 3.1 operation object. */
export function describeOperation(operation: Operation): JsonSchema {
  return {
    operationId: operation.id,
    tags: [operation.tag],
    summary: operation.summary,
    ...(operation.description && { description: operation.description }),
    security: security(operation.access),
    parameters: parameters(operation),
    ...(operation.body && { requestBody: requestBody(operation.body, !operation.isBodyOptional) }),
    responses: { ...answers(operation), ...refusals(operation) },
  };
}

function security(access: Operation["access"]): JsonSchema[] {
  if (access === "public") return [];
  if (access === "ingest") return [{ apiKey: [] }, { signature: [] }];
  const { keys, roles } = accessRules[access];
  return [...(keys.length > 0 ? [{ apiKey: [] }] : []), ...(roles.length > 0 ? [{ session: [] }] : [])];
}

function pathNames(path: string): string[] {
  return [...path.matchAll(/\{(\w+)\}/g)].flatMap(([, name]) => (name ? [name] : []));
}

function parameters({ path, pathValues, query, headers = [] }: Operation): JsonSchema[] {
  return [
    ...pathNames(path).map((name) => {
      const values = pathValues?.[name];
      return { name, in: "path", required: true, schema: { type: "string", ...(values && { enum: values }) } };
    }),
    ...(query ? queryParameters(query).map((parameter) => ({ ...parameter, in: "query" })) : []),
    ...headers.map((header) => ({ required: false, ...header, in: "header", schema: { type: "string" } })),
  ];
}

function requestBody(body: NonNullable<Operation["body"]>, required: boolean): JsonSchema {
  if ("schema" in body) return { required, content: jsonContent(body) };
  return { required, content: Object.fromEntries(body.mediaTypes.map((type) => [type, {}])) };
}

function jsonContent(schema: NamedSchema): JsonSchema {
  return { "application/json": { schema: referenceTo(schema) } };
}

function answers({ answers }: Operation): JsonSchema {
  return Object.fromEntries(Object.entries(answers).map(([status, answer]) => [status, describeAnswer(answer)]));
}

function describeAnswer({ description, schema, mediaTypes = [] }: Answer): JsonSchema {
  const others = Object.fromEntries(mediaTypes.map((type) => [type, { schema: { type: "string" } }]));
  return { description, content: { ...(schema && jsonContent(schema)), ...others } };
}

/** The refusals of an operation by status; several codes can share one. */
function refusals(operation: Operation): JsonSchema {
  const byStatus = new Map<number, ErrorCode[]>();
  for (const code of errorCodes(operation)) {
    const status = statusByCode[code];
    if (!(status in operation.answers)) byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  return Object.fromEntries(
    [...byStatus].map(([status, codes]) => [
      status,
      {
        description: codes.map((code) => `\`${code}\``).join(", "),
        ...(retried.has(status) && { headers: { "Retry-After": { schema: { type: "integer" } } } }),
        content: { "application/json": { schema: errorReference } },
      },
    ]),
  );
}

const retried = new Set([429, 503]);

function errorCodes({ access, path, query, body, errors = [] }: Operation): Set<ErrorCode> {
  const isJson = body !== undefined && "schema" in body;
  return new Set<ErrorCode>([
    ...(access === "public" ? [] : (["unauthorized", "wrong_scope", "unavailable"] as const)),
    ...(query || isJson ? (["invalid_request"] as const) : []),
    ...(isJson ? (["too_large", "unsupported_media_type"] as const) : []),
    ...(path.includes("{") ? (["not_found"] as const) : []),
    "internal",
    ...errors,
  ]);
}
