import { type Field, fieldsOfPath, requiredOfPath } from "@/lib/contracts/fields";
import type { EventKind, IngestKind } from "@/lib/contracts/kinds";
import type { Proposal } from "@/lib/contracts/preview";
import { type FieldRule, fieldRuleSchema, type Mapping, receivedAtDefault } from "@/lib/contracts/source";
import { canHold, mustHold } from "./holds";
import { nameScorer } from "./name-score";
import { clip, proposeRule } from "./propose-rule";
import { type Column, readColumns, type SampleColumns } from "./sample-columns";

type Entry = Proposal["fields"][number];
type Found = Pick<Entry, "path" | "by" | "note"> & { rule?: FieldRule };

/** What is proposed to, and from what. */
export interface ProposalInput {
  /** Decoded records as they were sent. */
  records: readonly Record<string, unknown>[];
  kind: IngestKind;
  /** The source's own mapping, of which every rule stays as it is. */
  mapping: Mapping;
  /** Epoch milliseconds: times far after it are none. */
  now: number;
}

const kindsOf: Record<IngestKind, readonly EventKind[]> = {
  impressions: ["impression"],
  clicks: ["click"],
  conversions: ["conversion"],
  interactions: ["click", "conversion"],
  "bid-requests": ["bid_request"],
};

/** Of an OpenRTB request nothing else is guessed: what its other fields mean is known. */
const openInOpenRtb = new Set(["occurredAt", "campaignId", "advertiserId"]);

/**
 * Proposes how the records of a sample are read: by the source's own rules, by the names that are known
 * without one, and for the rest by similar names and by what the values are. No field of theirs is given
 * to two of ours. What the values do not prove is left to a person, with a note.
 */
export function proposeMapping({ records, kind, mapping, now }: ProposalInput): Proposal {
  const columns = readColumns(records, kind);
  const finder = new Finder(columns, fieldsOfPath[kind], now);
  finder.takeOwn(mapping[kind]?.fields ?? {});
  finder.takeKnown();
  finder.takeSimilar(nameScorer(kindsOf[kind]));
  finder.takeByValues();
  if (records.length > 0) finder.takeArrival();
  const fields = fieldsOfPath[kind].map(({ name }): Entry => {
    const { path, by, note } = finder.found.get(name) ?? nothing;
    return { field: name, required: requiredOfPath[kind].has(name), path, by, note };
  });
  const rules = [...finder.found].flatMap(([name, { rule }]) => (rule === undefined ? [] : [[name, rule] as const]));
  const own = rules.length > 0 ? { [kind]: { fields: Object.fromEntries(rules) } } : {};
  return { kind, mapping: own, fields, sample: columns.sample };
}

const nothing: Found = { path: null, by: "none", note: null };

/** Finds their fields for ours, step by step, each of theirs once. */
class Finder {
  readonly found = new Map<string, Found>();
  readonly #taken = new Set<string>();

  constructor(
    readonly sample: SampleColumns,
    readonly fields: readonly Field[],
    readonly now: number,
  ) {}

  takeOwn(rules: Record<string, FieldRule>): void {
    for (const field of this.fields) {
      const rule = Object.hasOwn(rules, field.name) ? rules[field.name] : undefined;
      if (rule === undefined) continue;
      const path = (typeof rule === "string" ? rule : rule.path) ?? this.sample.knownName(field) ?? null;
      if (path !== null) this.#taken.add(path);
      this.found.set(field.name, { path, by: "mapped", note: null, rule });
    }
  }

  takeKnown(): void {
    for (const field of this.#open()) {
      const path = this.sample.knownName(field);
      if (path === undefined || this.#taken.has(path)) continue;
      const column = this.sample.columns.get(path);
      // what OpenRTB puts together of several fields is read as it is
      if (this.sample.isOpenRtb || !column) this.#set(field, { path, by: "alias", note: null });
      else if (field.name === "eventId" || canHold(field, column.values, this.now))
        this.#set(field, this.#asKnown(field, column));
    }
  }

  takeSimilar(score: (field: string, tokens: string) => number): void {
    const pairs = this.#guessed().flatMap((field, order) =>
      this.#free().map((column) => ({ field, column, order, score: score(field.name, column.tokens) })),
    );
    const fitting = pairs
      .filter((pair) => pair.score > 0 && canHold(pair.field, pair.column.values, this.now))
      .sort((a, b) => b.score - a.score || a.order - b.order);
    for (const { field, column } of fitting) {
      if (this.found.has(field.name) || this.#taken.has(column.path)) continue;
      this.#set(field, this.#asProposed(field, column, `Its name is like ${field.name}.`));
    }
  }

  takeByValues(): void {
    for (const field of this.#guessed()) {
      const fitting = this.#free().filter(({ values }) => mustHold(field, values, this.now));
      const [column, other] = fitting;
      if (!column) continue;
      if (!other) this.#set(field, this.#asProposed(field, column, `Its values are what ${field.name} holds.`));
      else
        this.#set(field, {
          ...nothing,
          note: `“${clip(column.path)}” and “${clip(other.path)}” may hold it: choose one.`,
        });
    }
  }

  /** Without a time the time of arrival has to stand for it; what is known by a name, and no time, is told. */
  takeArrival(): void {
    const field = this.fields.find(({ name }) => name === "occurredAt");
    if (!field || this.found.has(field.name)) return;
    const path = this.sample.knownName(field);
    if (path === undefined) {
      const note =
        "No field holds a time: the time of arrival stands for it. Such a record is a duplicate by its id alone.";
      this.#set(field, { path: null, by: "proposed", note, rule: { default: receivedAtDefault } });
    } else {
      const note = `The values of “${clip(path)}” are no times that are understood: name their format, or another field.`;
      this.#set(field, { path, by: "alias", note });
    }
  }

  #asKnown(field: Field, { path, values }: Column): Found {
    // the site of an address is found anyway
    if (field.name === "site") return { path, by: "alias", note: null };
    const { rule, note, isOpen } = proposeRule(field, path, values, this.now);
    const needsRule = !isOpen && Object.keys(rule).length > 0;
    return needsRule ? { path, by: "proposed", note, rule: { path, ...rule } } : { path, by: "alias", note };
  }

  #asProposed(field: Field, { path, values }: Column, why: string): Found {
    const { rule, note, isOpen } = proposeRule(field, path, values, this.now);
    // an amount of an unknown unit is better not read at all
    if (isOpen && field.type === "micros") return { path: null, by: "none", note };
    const said = Object.keys(rule).length > 0 ? { path, ...rule } : path;
    return { path, by: "proposed", note: note ? `${why} ${note}` : why, rule: said };
  }

  #set(field: Field, found: Found): void {
    // a path with characters that no mapping may hold cannot be named
    if (found.rule !== undefined && !fieldRuleSchema.safeParse(found.rule).success) return;
    if (found.path !== null) this.#taken.add(found.path);
    this.found.set(field.name, found);
  }

  #open(): Field[] {
    return this.fields.filter(({ name }) => !this.found.has(name));
  }

  /** The open fields for which something may be guessed. */
  #guessed(): Field[] {
    return this.#open().filter(({ name }) => !this.sample.isOpenRtb || openInOpenRtb.has(name));
  }

  #free(): Column[] {
    return [...this.sample.columns.values()].filter(({ path }) => !this.#taken.has(path));
  }
}
