import { kindMappingSchema } from "@/lib/contracts/source";
import type { KindMapping } from "./edit-rule";

/** The mapping of a kind as text to edit; none is empty text. */
export function mappingText(value: KindMapping | undefined): string {
  return value ? JSON.stringify(value, null, 2) : "";
}

/** Reads the mapping of a kind as it is typed; nothing is none. */
export function readMappingText(text: string): { mapping: KindMapping | undefined } | { problem: string } {
  if (text.trim() === "") return { mapping: undefined };
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return { problem: `This is not JSON: ${error instanceof Error ? error.message : "it cannot be read"}.` };
  }
  const parsed = kindMappingSchema.safeParse(value);
  if (parsed.success) return { mapping: Object.keys(parsed.data.fields).length > 0 ? parsed.data : undefined };
  const issue = parsed.error.issues[0];
  return { problem: `At ${issue?.path.join(" → ") || "the top"}: ${issue?.message ?? "it is no mapping"}.` };
}
