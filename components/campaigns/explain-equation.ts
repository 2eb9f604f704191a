import type { Explain } from "@/lib/contracts/explain";

export type TermKey = "received" | "duplicate" | "rejected" | "filtered" | "unattributed" | "counted";

/** One line of the equation, with the place of its bar as parts of what was received (0 to 1). */
export interface EquationTerm {
  key: TermKey;
  label: string;
  hint: string;
  sign: "" | "−" | "=";
  value: number;
  from: number;
  to: number;
}

const words: Record<TermKey, { label: string; hint: string }> = {
  received: { label: "Received", hint: "records that named this campaign and a time in the range" },
  duplicate: { label: "Duplicate", hint: "the same event again; it is stored once" },
  rejected: { label: "Rejected", hint: "kept with their reason, and not stored" },
  filtered: { label: "Filtered", hint: "stored, marked as invalid traffic" },
  unattributed: { label: "Unattributed", hint: "no impression or click inside the windows" },
  counted: { label: "Counted", hint: "what net figures show" },
};
const duplicateConversionHint = "the same event again, or one more of an order that counts once";

/**
 * The equation of a figure from what was received down to what is counted: each line's bar begins where the
 * lines before have left off, as in a waterfall. Conversions alone have a line for the unattributed.
 */
export function equationOf(explain: Explain): EquationTerm[] {
  const losses = (["duplicate", "rejected", "filtered", "unattributed"] as const).filter(
    (key) => key !== "unattributed" || explain.metric === "conversions",
  );
  const share = (value: number) => (explain.received > 0 ? Math.min(1, Math.max(0, value / explain.received)) : 0);
  let left = explain.received;
  const terms: EquationTerm[] = [
    { key: "received", ...words.received, sign: "", value: explain.received, from: 0, to: share(left) },
  ];
  for (const key of losses) {
    const value = explain[key];
    const { label, hint } = wordsOf(key, explain);
    terms.push({ key, label, hint, sign: "−", value, from: share(left - value), to: share(left) });
    left -= value;
  }
  terms.push({ key: "counted", ...words.counted, sign: "=", value: explain.counted, from: 0, to: share(left) });
  return terms;
}

function wordsOf(key: TermKey, { metric }: Explain): { label: string; hint: string } {
  if (key !== "duplicate" || metric !== "conversions") return words[key];
  return { ...words.duplicate, hint: duplicateConversionHint };
}

/** What the equation is off by: 0 when received is counted plus everything that was left out. */
export function imbalanceOf(explain: Explain): number {
  const { received, counted, unattributed, filtered, duplicate, rejected } = explain;
  return received - (counted + unattributed + filtered + duplicate + rejected);
}
