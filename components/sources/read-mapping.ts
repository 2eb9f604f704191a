import { type Mapping, mappingSchema } from "@/lib/contracts/source";

/** Reads a mapping as it is typed; nothing is an empty one. */
export function readMapping(text: string): { mapping: Mapping } | { problem: string } {
  if (text.trim() === "") return { mapping: {} };
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return { problem: `This is not JSON: ${error instanceof Error ? error.message : "it cannot be read"}.` };
  }
  const parsed = mappingSchema.safeParse(value);
  if (parsed.success) return { mapping: parsed.data };
  const issue = parsed.error.issues[0];
  return { problem: `At ${issue?.path.join(" → ") || "the top"}: ${issue?.message ?? "it is no mapping"}.` };
}
