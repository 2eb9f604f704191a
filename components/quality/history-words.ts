import type { IssueHistory } from "@/lib/contracts/quality";

type Entry = IssueHistory["entries"][number];

/** A line of the history: who did what, and the words that were left with it. */
export interface HistoryLine {
  text: string;
  note: string | null;
}

const stateTexts: Record<string, string> = { open: "opened it again", ignored: "ignored it", resolved: "resolved it" };

const actionTexts: Record<string, string> = {
  "replay.create": "asked for a replay",
  "replay.cancel": "undid the replay",
  "replay.run": "the replay began",
  "replay.fail": "the replay stopped",
  "replay.done": "the replay was over",
  "source.update": "saved the mapping of the source",
};

/** Says in words what an entry of the audit log means; what is not known stands as it is. */
export function historyLine(entry: Entry): HistoryLine {
  const before = fieldsOf(entry.before);
  const after = fieldsOf(entry.after);
  if (entry.action !== "quality_issue.update") {
    const known = Object.hasOwn(actionTexts, entry.action) ? actionTexts[entry.action] : undefined;
    return { text: known ?? entry.action.replaceAll(/[._]/g, " "), note: figures(after) };
  }
  const parts = [
    after.state !== before.state && typeof after.state === "string" ? (stateTexts[after.state] ?? after.state) : null,
    after.assignee !== before.assignee ? assigned(after.assignee) : null,
  ].filter((part) => part !== null);
  const note = after.note !== before.note && typeof after.note === "string" ? after.note : null;
  return { text: parts.join(", ") || (note === null ? "changed it" : "left a note"), note };
}

function assigned(assignee: unknown): string {
  return typeof assignee === "string" ? `assigned it to ${assignee}` : "took it from everybody";
}

/** Figures of a replay, where the entry has them. */
function figures(after: Record<string, unknown>): string | null {
  const parts = ["records", "stored", "duplicate", "rejected"].flatMap((name) =>
    typeof after[name] === "number" || typeof after[name] === "string" ? [`${after[name]} ${name}`] : [],
  );
  return parts.length === 0 ? null : parts.join(", ");
}

function fieldsOf(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}
