import { readFile } from "node:fs/promises";
import { text } from "node:stream/consumers";
import type { z } from "zod";
import { reasonOf, UsageError } from "../cli-error";

/**
 * Reads a small JSON file, or standard input for `-`, and checks it as the server will.
 * @throws UsageError that names the first places that are wrong
 */
export async function readJsonFile<Schema extends z.ZodType>(path: string, schema: Schema): Promise<z.output<Schema>> {
  const content = await (path === "-" ? text(process.stdin) : readFile(path, "utf8")).catch((error: unknown) => {
    throw new UsageError(`${path} cannot be read: ${reasonOf(error)}.`, { cause: error });
  });
  const parsed = schema.safeParse(parseJson(path, content));
  if (parsed.success) return parsed.data;
  const { issues } = parsed.error;
  const places = issues
    .slice(0, 10)
    .map(({ path: place, message }) => `  ${place.join(".") || "(all of it)"}: ${message}`);
  const more = issues.length > places.length ? [`  and ${issues.length - places.length} more`] : [];
  throw new UsageError([`${path} is not as it has to be:`, ...places, ...more].join("\n"));
}

function parseJson(path: string, content: string): unknown {
  try {
    return JSON.parse(content.replace(/^\ufeff/, ""));
  } catch (error) {
    throw new UsageError(`${path} is not JSON: ${(error as Error).message}.`, { cause: error });
  }
}
