/** A run of digits, a run of letters, or what stands between. */
export interface Run {
  kind: "digits" | "letters" | "other";
  texts: string[];
}

const offset = /\s?(?:[+-]\d{2}(?::?\d{2})?|(?<=\d)\s?(?:Z|GMT|UTC))$/;

/** Texts cut into runs, when all of them have the same ones; what stands between has to be the same text. */
export interface Shape {
  runs: Run[];
  /** What is behind the time of day and tells its offset; empty text where there is none. */
  offsets: string[];
}

const maxRuns = 20;

/** Finds the shape that all texts share; null when they have none in common. */
export function shapeOf(texts: readonly string[]): Shape | null {
  const cut = texts.map((text) => {
    // a date with strokes ends as an offset looks: only behind a time of day it is one
    const found = /\d:\d/.test(text) ? (offset.exec(text)?.[0] ?? "") : "";
    const rest = text.slice(0, text.length - found.length);
    return { found, parts: rest.match(/\d+|\p{L}+|[^\d\p{L}]+/gu) ?? [] };
  });
  const first = cut[0]?.parts ?? [];
  if (first.length === 0 || first.length > maxRuns || cut.some(({ parts }) => parts.length !== first.length))
    return null;
  const runs = first.map(
    (part, index): Run => ({ kind: kindOf(part), texts: cut.map(({ parts }) => parts[index] ?? "") }),
  );
  const isShared = runs.every(
    ({ kind, texts: own }) =>
      own.every((text) => kindOf(text) === kind) && (kind !== "other" || new Set(own).size === 1),
  );
  return isShared ? { runs, offsets: cut.map(({ found }) => found) } : null;
}

function kindOf(part: string): Run["kind"] {
  if (/^\d/.test(part)) return "digits";
  return /^\p{L}/u.test(part) ? "letters" : "other";
}
