import type { Accepted } from "@/lib/contracts/batch";
import type { IngestKind } from "@/lib/contracts/kinds";
import type { Inspection } from "@/lib/contracts/preview";
import type { ApiError } from "@/lib/http/browser/api";
import { addSample, type Sample } from "./pace";
import type { Reading } from "./reading";

/** Where the records go and how they are read, as it is shown for confirmation. */
export interface Choice {
  sourceId: string | null;
  kind: IngestKind | null;
  reading: Reading | null;
}

/** What goes wrong, as the API tells it. */
export type Problem = Pick<ApiError, "code" | "message" | "status" | "details">;

export type Look =
  | { name: "looking" }
  | { name: "seen"; inspection: Inspection }
  | { name: "unseen"; problem: Problem };

export type Phase =
  | { name: "choosing" }
  /** Waits until one of the uploads in front of it has ended. */
  | { name: "queued" }
  | { name: "sending"; samples: readonly Sample[] }
  /** The server asked to come again later. */
  | { name: "paused"; untilMs: number; message: string }
  | { name: "broken"; problem: Problem }
  | {
      name: "accepted";
      accepted: Accepted;
      /** Whether all of it was there before this import; null when the times have to tell. */
      isKnown: true | null;
      /** When sending began, by the server's clock; null when it did not tell. */
      sentSinceMs: number | null;
    };

/** One dropped file on its way. */
export interface ImportItem {
  id: string;
  file: File;
  look: Look;
  choice: Choice;
  /** Makes an import of a known file a new one; empty at first. */
  salt: string;
  phase: Phase;
}

export type ImportAction =
  | { type: "added"; items: readonly { id: string; file: File }[] }
  | { type: "look"; id: string; look: Look }
  | { type: "chosen"; id: string; choice: Partial<Choice> }
  | { type: "phase"; id: string; phase: Phase }
  | { type: "progress"; id: string; sample: Sample }
  | { type: "renewed"; id: string; salt: string }
  | { type: "removed"; ids: readonly string[] };

const nothingChosen: Choice = { sourceId: null, kind: null, reading: null };

/** The list of files after an action; one that is no longer there is not missed. */
export function reduceImports(items: readonly ImportItem[], action: ImportAction): readonly ImportItem[] {
  if (action.type === "removed") return items.filter(({ id }) => !action.ids.includes(id));
  if (action.type === "added") {
    const added = action.items.map(
      ({ id, file }): ImportItem => ({
        id,
        file,
        look: { name: "looking" },
        choice: nothingChosen,
        salt: "",
        phase: { name: "choosing" },
      }),
    );
    return [...added, ...items];
  }
  return items.map((item) => (item.id === action.id ? change(item, action) : item));
}

function change(item: ImportItem, action: Exclude<ImportAction, { type: "added" | "removed" }>): ImportItem {
  switch (action.type) {
    case "look":
      return { ...item, look: action.look, choice: withBest(item.choice, action.look) };
    case "chosen":
      return { ...item, choice: { ...item.choice, ...action.choice }, phase: { name: "choosing" } };
    case "phase":
      return { ...item, phase: action.phase };
    case "progress": {
      if (item.phase.name !== "sending") return item;
      return { ...item, phase: { ...item.phase, samples: addSample(item.phase.samples, action.sample) } };
    }
    case "renewed":
      return { ...item, salt: action.salt, phase: { name: "choosing" } };
  }
}

/** What the inspection found best, where nobody has chosen yet. */
function withBest(choice: Choice, look: Look): Choice {
  if (look.name !== "seen") return choice;
  const { contentType, contentEncoding, candidates } = look.inspection;
  const reading = choice.reading ?? (contentType === null ? null : { contentType, contentEncoding });
  const isOpen = choice.sourceId === null && choice.kind === null;
  const best = isOpen ? candidates[0] : undefined;
  return { sourceId: best?.sourceId ?? choice.sourceId, kind: best?.kind ?? choice.kind, reading };
}

/** A choice with which a file can be sent. */
export type WholeChoice = { sourceId: string; kind: IngestKind; reading: Reading };

/** The choice of a file once it is whole. */
export function wholeChoice({ sourceId, kind, reading }: Choice): WholeChoice | null {
  return sourceId !== null && kind !== null && reading !== null ? { sourceId, kind, reading } : null;
}

/** Whether an upload would be lost if the page went away. */
export function isUnderWay({ phase }: ImportItem): boolean {
  return phase.name === "queued" || phase.name === "sending" || phase.name === "paused";
}
