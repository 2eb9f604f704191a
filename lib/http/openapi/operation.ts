import type { z } from "zod";
import type { Access } from "@/lib/contracts/access";
import type { ErrorCode } from "@/lib/errors";

/** A contract with the name that it has among the document's schemas. */
export interface NamedSchema {
  name: string;
  schema: z.ZodType;
}

export interface Answer {
  description: string;
  /** What the JSON is. */
  schema?: NamedSchema;
  /** Other media types of the same answer: a CSV download. */
  mediaTypes?: readonly string[];
}

export interface Header {
  name: string;
  description: string;
  required?: boolean;
}

/** One method of one path, as the document tells it. */
export interface Operation {
  id: string;
  tag: string;
  method: "get" | "post" | "put" | "patch" | "delete";
  /** With parameters in braces: `/api/batches/{batchId}`. */
  path: string;
  summary: string;
  description?: string;
  access: Access | "public";
  /** The values that a path parameter can have, where they are few. */
  pathValues?: Readonly<Record<string, readonly string[]>>;
  query?: z.ZodObject;
  headers?: readonly Header[];
  /** A JSON body by its contract, or a body of any of these media types. */
  body?: NamedSchema | { mediaTypes: readonly string[] };
  /** Whether no body says as much as an empty object. */
  isBodyOptional?: boolean;
  /** By status. */
  answers: Readonly<Record<number, Answer>>;
  /** The refusals beside those that follow from access, path, query and body. */
  errors?: readonly ErrorCode[];
}

/** Names a contract. */
export function named(name: string, schema: z.ZodType): NamedSchema {
  return { name, schema };
}
