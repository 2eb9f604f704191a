import type { AuditLine } from "@/lib/contracts/audit";

/** One part of what was changed; undefined where it was not there. */
export interface ChangedPart {
  name: string;
  before: string | undefined;
  after: string | undefined;
}

/**
 * What differs between before and after, part by part. Something new or gone has all of its parts;
 * what is no object is one part without a name.
 */
export function changedParts({ before, after }: Pick<AuditLine, "before" | "after">): ChangedPart[] {
  const [left, right] = [partsOf(before), partsOf(after)];
  const names = [...new Set([...left.keys(), ...right.keys()])];
  return names
    .map((name) => ({ name, before: left.get(name), after: right.get(name) }))
    .filter((part) => part.before !== part.after);
}

function partsOf(value: unknown): Map<string, string> {
  if (value === null || value === undefined) return new Map();
  if (typeof value !== "object" || Array.isArray(value)) return new Map([["", textOf(value)]]);
  return new Map(
    Object.entries(value)
      .filter(([, part]) => part !== null && part !== undefined)
      .map(([name, part]) => [name, textOf(part)]),
  );
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}
