import { type Entry, entryFields, type Noun, nouns, toText } from "./catalogue-fields";

export interface PlannedEntry {
  noun: Noun;
  id: string;
  name: string;
  kind: "new" | "changed";
  /** Of a changed one: what was and what will be. */
  changes: { label: string; before: string; after: string; rewrites: boolean }[];
}

export interface ImportPlan {
  planned: PlannedEntry[];
  /** Entries that are there as they are. */
  same: number;
}

/** What a file would do to the catalogue: what is new, and what changes from what to what. */
export function planImport(stored: Record<Noun, readonly Entry[]>, wanted: Record<Noun, readonly Entry[]>): ImportPlan {
  const plan: ImportPlan = { planned: [], same: 0 };
  for (const noun of nouns) {
    const byId = new Map(stored[noun].map((entry) => [entry.id, entry]));
    for (const entry of wanted[noun]) {
      const before = byId.get(entry.id);
      const changes = before ? changesOf(noun, before, entry) : [];
      if (before && changes.length === 0) plan.same += 1;
      else plan.planned.push({ noun, id: entry.id, name: entry.name, kind: before ? "changed" : "new", changes });
    }
  }
  return plan;
}

function changesOf(noun: Noun, before: Entry, after: Entry): PlannedEntry["changes"] {
  return entryFields[noun].flatMap((field) => {
    const [was, will] = [toText(field, before[field.name]), toText(field, after[field.name])];
    return was === will ? [] : [{ label: field.label, before: was, after: will, rewrites: field.rewrites === true }];
  });
}
