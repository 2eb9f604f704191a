import type { IngestKind } from "@/lib/contracts/kinds";
import type { Inspection, Preview } from "@/lib/contracts/preview";

type Candidate = Inspection["candidates"][number];

/** A batch that came before, by the name of its file. */
export interface EarlierFile {
  sourceId: string;
  kind: IngestKind;
  fileName: string;
}

/** What is known of a file beside what its records say. */
export interface FileClues {
  fileName: string | null;
  fields: readonly string[];
  earlier: readonly EarlierFile[];
}

const maxCandidates = 10;

/** Of kinds that all else leaves open, the one that asks for more goes first. */
const order: readonly IngestKind[] = ["impressions", "clicks", "interactions", "conversions", "bid-requests"];

/** Words in a file's name that tell a kind. */
const words: Readonly<Record<Exclude<IngestKind, "interactions">, RegExp>> = {
  impressions: /imp(?!ort)|view/,
  clicks: /click|clk/,
  conversions: /conv|purchase|order|sale/,
  "bid-requests": /bid|auction|rtb/,
};

/** Fields, without `_` and `-`, that only records of that kind usually have. */
const ownFields: Readonly<Record<IngestKind, readonly string[]>> = {
  impressions: ["placement", "viewable", "price", "pricemicros"],
  clicks: ["clickid"],
  conversions: ["conversiontype", "orderid", "value", "valuemicros", "revenue", "amount"],
  interactions: ["conversiontype", "orderid", "value", "valuemicros", "revenue", "amount"],
  "bid-requests": ["bidfloor", "bidfloormicros", "adformat", "targeting", "advertiserid", "imp", "tmax"],
};

/**
 * Orders what a file may be: by how many records of its sample would be accepted; among equals by files
 * of a like name that came before, by what the name says, by fields that only one kind has; then as the
 * previews stand. What would accept nothing is left out, unless a like file came before.
 */
export function rankCandidates(
  previews: readonly Preview[],
  sourceNames: ReadonlyMap<string, string>,
  clues: FileClues,
): Candidate[] {
  const scored = previews.map((preview) => ({ preview, scores: scoresOf(preview, clues) }));
  return scored
    .filter(({ preview, scores: [, earlier] }) => preview.accepted > 0 || earlier > 0)
    .sort((one, other) => compare(other.scores, one.scores))
    .slice(0, maxCandidates)
    .map(({ preview: { sourceId, kind, accepted, rejected } }) => ({
      sourceId,
      sourceName: sourceNames.get(sourceId) ?? sourceId,
      kind,
      accepted,
      rejected,
    }));
}

type Scores = readonly [accepted: number, earlier: number, name: number, fields: number, order: number];

function scoresOf({ sourceId, kind, accepted }: Preview, { fileName, fields, earlier }: FileClues): Scores {
  const pattern = patternOf(fileName);
  const isLike = (file: EarlierFile) =>
    file.sourceId === sourceId && file.kind === kind && patternOf(file.fileName) === pattern;
  const plain = new Set(fields.map(plainField));
  const owned = ownFields[kind].filter((field) => plain.has(field)).length;
  const before = pattern === null ? 0 : earlier.filter(isLike).length;
  return [accepted, before, isNamed(fileName, kind) ? 1 : 0, owned, -order.indexOf(kind)];
}

function compare(one: Scores, other: Scores): number {
  const index = one.findIndex((score, at) => score !== other[at]);
  return index < 0 ? 0 : (one[index] ?? 0) - (other[index] ?? 0);
}

/** A name that says clicks and conversions both says interactions, and neither of the two alone. */
function isNamed(fileName: string | null, kind: IngestKind): boolean {
  const name = (fileName ?? "").toLowerCase();
  const isMixed = /interaction|event/.test(name) || (words.clicks.test(name) && words.conversions.test(name));
  if (kind === "interactions") return isMixed;
  if (isMixed && (kind === "clicks" || kind === "conversions")) return false;
  return words[kind].test(name);
}

/** What the names of files that come every day have in common: the same but for numbers; null when that is too little. */
function patternOf(fileName: string | null): string | null {
  const pattern = (fileName ?? "").toLowerCase().replace(/\d+/g, "#");
  return /\p{L}{2}/u.test(pattern.replace(/\.[a-z0-9#]+/g, "")) ? pattern : null;
}

function plainField(field: string): string {
  return (field.split(".").at(-1) ?? field).toLowerCase().replace(/[\s_-]/g, "");
}
