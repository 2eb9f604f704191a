import type { Tone } from "@/components/ui/badge";
import { formatInteger } from "@/components/ui/format";
import { reasonText } from "@/components/ui/reason-words";
import type { StatusTone } from "@/components/ui/status-dot";
import type { QualityIssue } from "@/lib/contracts/quality";
import type { Replay } from "@/lib/contracts/replay";

const kindNames: Record<string, string> = {
  impressions: "Impressions",
  clicks: "Clicks",
  conversions: "Conversions",
  interactions: "Clicks and conversions",
  "bid-requests": "Bid requests",
};

/** `bid-requests` → "Bid requests". */
export function kindText(kind: string): string {
  return Object.hasOwn(kindNames, kind) ? (kindNames[kind] ?? kind) : kind.replaceAll(/[-_]/g, " ");
}

/** What an issue is called: "Field is missing: userId". */
export function issueTitle({ reason, field }: Pick<QualityIssue, "reason" | "field">): string {
  return field === null ? reasonText(reason) : `${reasonText(reason)}: ${field}`;
}

/** `(1, "record")` → "1 record", `(2, "record")` → "2 records". */
export function counted(count: number, noun: string): string {
  return `${formatInteger(count)} ${noun}${count === 1 ? "" : "s"}`;
}

export const stateTones: Record<QualityIssue["state"], StatusTone> = {
  open: "danger",
  ignored: "neutral",
  resolved: "success",
};

const advice: Record<string, string> = {
  malformed_record:
    "These records are no JSON, CSV or Avro that can be read. No mapping mends that: ask the sender, or correct them in the batch's download.",
  missing_field: "If they send it under another name, say in the mapping where it stands, or give a default.",
  wrong_type: "Say in the mapping how it is written: the format of a time, the unit of an amount, the type of a value.",
  out_of_range:
    "The value cannot be: a time older than what is kept, a negative amount. Look whether the mapping reads another unit or format.",
  invalid_value:
    "Their values are not the ones that are understood. A list of values in the mapping can translate them.",
  unknown_reference:
    "They name something that the catalogue does not have. Add it to the catalogue, then replay; or map the field that really holds the id.",
  inconsistent_reference:
    "Their record contradicts the catalogue, such as a creative of another campaign. Correct the catalogue, then replay.",
  clock_skew:
    "Their clock runs ahead, or times are read in the wrong zone or unit. Set the time's type or format in the mapping.",
  id_reused: "The sender gave one id to two different events. Map a field that is really unique, or none.",
  unprocessable: "These records took too long or too much to read. A replay tries them again.",
};

/** What to do about a reason. */
export function adviceText(reason: string): string {
  return Object.hasOwn(advice, reason) ? (advice[reason] ?? "") : "Look at the records and at their messages.";
}

export interface IssueBadge {
  tone: Tone;
  text: string;
}

/** What stands out about an issue. */
export function issueBadges({ isNew, regressedAt, replayable }: QualityIssue): IssueBadge[] {
  return [
    ...(regressedAt !== null ? [{ tone: "danger" as const, text: "Regressed" }] : []),
    ...(isNew && regressedAt === null ? [{ tone: "info" as const, text: "New" }] : []),
    ...(replayable !== null && replayable > 0
      ? [{ tone: "success" as const, text: `${formatInteger(replayable)} can be replayed now` }]
      : []),
  ];
}

/** What came of a replay, in one sentence without its full stop: "120 stored, 3 still rejected". */
export function replayOutcome({
  stored,
  duplicate,
  rejected,
}: Pick<Replay, "stored" | "duplicate" | "rejected">): string {
  const parts = [
    [stored, "stored"],
    [duplicate, duplicate === 1 ? "duplicate" : "duplicates"],
    [rejected, "still rejected"],
  ] as const;
  const told = parts.filter(([count]) => count > 0).map(([count, word]) => `${formatInteger(count)} ${word}`);
  return told.length === 0 ? "There was nothing left to replay" : told.join(", ");
}

export const replayStateTexts: Record<Replay["state"], string> = {
  waiting: "waiting",
  running: "running",
  done: "done",
  failed: "failed",
  cancelled: "undone",
};

export const replayTones: Record<Replay["state"], StatusTone> = {
  waiting: "info",
  running: "info",
  done: "success",
  failed: "danger",
  cancelled: "neutral",
};

/** Whether nothing more will come of it. */
export function isReplayOver({ state }: Pick<Replay, "state">): boolean {
  return state !== "waiting" && state !== "running";
}
