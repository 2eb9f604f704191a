import avro from "avsc";
import { AppError } from "@/lib/errors";
import { canonicalForm, SchemaProblem } from "./canonical-form";
import { messageFingerprint } from "./crc64-avro";

const maxLength = 200_000;

/** Of the JSON, defaults and attributes of others included: more than a schema of 64 levels has. */
const maxJsonDepth = 256;

/** A schema that messages can be read with. */
export interface ReadSchema {
  fingerprint: string;
  /** The full name of the outermost type, or what it is when it has none: `union`. */
  name: string;
  /** As it was given. */
  text: string;
  /** Tells two schemas of one fingerprint apart that do not mean the same. */
  meaning: string;
}

/**
 * Reads a writer's schema.
 * @param given the schema as JSON, or as text that is JSON
 * @throws AppError `invalid_request` that says what is wrong with it, and where
 */
export function readAvroSchema(given: unknown): ReadSchema {
  const schema = typeof given === "string" ? parse(given) : given;
  requireShallow(schema);
  const text = typeof given === "string" && schema !== given ? given : JSON.stringify(schema);
  if (text.length > maxLength) throw refused("", `is longer than ${maxLength} characters`);
  try {
    const canonical = canonicalForm(schema);
    requireReadable(text);
    const meaning = canonicalForm(schema, { keepMeaning: true });
    return { fingerprint: messageFingerprint(canonical), name: nameOf(JSON.parse(canonical)), text, meaning };
  } catch (error) {
    if (error instanceof SchemaProblem) throw refused(error.path, error.message);
    throw error;
  }
}

/** The name of a primitive type is a schema as it stands; any other text has to be JSON. */
function parse(text: string): unknown {
  if (/^[a-z]+$/.test(text)) return text;
  try {
    return JSON.parse(text);
  } catch (error) {
    throw refused("", `is not JSON: ${(error as Error).message}`);
  }
}

/** JSON nested by the thousand would overflow the stack of whoever walks it later, so it is walked with none. */
function requireShallow(schema: unknown): void {
  const open: { value: unknown; depth: number }[] = [{ value: schema, depth: 0 }];
  for (let next = open.pop(); next; next = open.pop()) {
    const { value, depth } = next;
    if (typeof value !== "object" || value === null) continue;
    if (depth >= maxJsonDepth) throw refused("", `nests deeper than ${maxJsonDepth} levels of JSON`);
    for (const child of Object.values(value)) open.push({ value: child, depth: depth + 1 });
  }
}

/** What the reader of messages refuses is refused here, where somebody sees it. It reads no defaults either. */
function requireReadable(text: string): void {
  const schema = JSON.parse(text, (key, value) => (key === "default" ? undefined : value));
  try {
    avro.Type.forSchema(schema, { wrapUnions: "always" } as object);
  } catch (error) {
    throw new SchemaProblem("", `cannot be read with: ${(error as Error).message.slice(0, 300)}`);
  }
}

function nameOf(canonical: unknown): string {
  if (typeof canonical === "string") return canonical;
  if (Array.isArray(canonical)) return "union";
  const { name, type } = canonical as { name?: string; type: string };
  return name ?? type;
}

function refused(path: string, message: string): AppError {
  const step = path === "" || path.startsWith("[") ? path : `.${path}`;
  const where = `schema${step}`;
  return new AppError("invalid_request", `The request is not valid: \`${where}\` ${message}`, {
    issues: [{ path: where, message }],
  });
}
