import { AvroCursor } from "../split/avro-cursor";

/**
 * Names the fields of the records in an Avro file, by the schema in its header: dotted paths to what is
 * no record.
 * @param header of the file, from its first byte on; nothing is named when it cannot be read
 */
export function listAvroFields(header: Uint8Array, maxDepth: number): string[] {
  try {
    const schema = readSchema(header);
    return schema === undefined ? [] : pathsOf(JSON.parse(schema), [], maxDepth);
  } catch {
    return [];
  }
}

/** Finds `avro.schema` in the metadata of a container file (Avro 1.12, "Object Container Files"). */
function readSchema(header: Uint8Array): string | undefined {
  const cursor = new AvroCursor(header, 4);
  for (let count = cursor.long(); count; count = cursor.long()) {
    if (count < 0) cursor.long();
    for (let left = Math.abs(count); left > 0; left -= 1) {
      const key = textOf(cursor);
      const value = textOf(cursor);
      if (key === undefined || value === undefined) return undefined;
      if (key === "avro.schema") return value;
    }
  }
  return undefined;
}

function textOf(cursor: AvroCursor): string | undefined {
  const length = cursor.long();
  const bytes = length === undefined || length < 0 ? undefined : cursor.take(length);
  return bytes && new TextDecoder().decode(bytes);
}

/** A field that may be null is what else it may be; of several records the first counts. */
function pathsOf(schema: unknown, path: readonly string[], maxDepth: number): string[] {
  const options = Array.isArray(schema) ? schema : [schema];
  const record = options.map(fieldsOf).find((fields) => fields !== undefined);
  if (!record || path.length >= maxDepth) return path.length > 0 ? [path.join(".")] : [];
  return record.flatMap(({ name, type }) => pathsOf(type, [...path, name], maxDepth));
}

function fieldsOf(schema: unknown): { name: string; type: unknown }[] | undefined {
  if (typeof schema !== "object" || schema === null) return undefined;
  const { type, fields } = schema as { type?: unknown; fields?: unknown };
  // { "type": { "type": "record", … } } stands for the inner one
  if (typeof type === "object" && type !== null && !Array.isArray(type)) return fieldsOf(type);
  if (!Array.isArray(fields)) return undefined;
  return fields.filter(
    (field): field is { name: string; type: unknown } => typeof field === "object" && typeof field?.name === "string",
  );
}
