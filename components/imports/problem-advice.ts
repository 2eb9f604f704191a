import { z } from "zod";
import { formatBytes, formatInteger } from "@/components/ui/format";
import { counted } from "./batch-words";
import type { Problem } from "./import-item";

/** What can be done about it on the spot: send under the same key, as a new import, or change how it is read. */
export type Remedy = "continue" | "again" | "change";

export interface Advice {
  title: string;
  /** What to do, in a sentence or two. */
  text: string;
  remedies: readonly Remedy[];
  /** The batch of what was taken in. */
  batchId: string | null;
}

const detailsSchema = z.object({
  byteOffset: z.number().optional().catch(undefined),
  record: z.number().optional().catch(undefined),
  acceptedRecords: z.number().catch(0),
  batchId: z.string().optional().catch(undefined),
});

const other = { title: "The file was not taken in", text: "", remedies: ["continue"] } as const;

const byCode: Record<string, Pick<Advice, "title" | "text" | "remedies">> = {
  network: {
    title: "The upload broke off",
    text: "Continue sends the file once more under the same key: what was taken in already is not stored twice.",
    remedies: ["continue"],
  },
  malformed_body: {
    title: "The file cannot be read to its end",
    text: "Mend it there and drop it again, or change how it is read.",
    remedies: ["change"],
  },
  too_large: {
    title: "Something in the file is too large",
    text: "Split it, or change how it is read: with another format than its own a whole file looks like one record.",
    remedies: ["change"],
  },
  unsupported_media_type: {
    title: "The file cannot be read this way",
    text: "Change how it is read.",
    remedies: ["change"],
  },
  unsupported_codec: {
    title: "The file is packed in a way that is not read here",
    text: "Write it with one of the codecs null, deflate, snappy, zstandard, bzip2 or xz.",
    remedies: [],
  },
  idempotency_conflict: {
    title: "This file was imported before with other contents",
    text: "Import it as a new batch. Events that are stored already count as duplicates.",
    remedies: ["again"],
  },
  conflict: { ...other, text: "Continue sends the file once more under the same key." },
  wrong_scope: { title: "You may not import", text: "Ask an administrator for a role that may.", remedies: [] },
  not_found: { title: "The source is gone", text: "Choose another one.", remedies: ["change"] },
  rate_limited: { title: "The source sends more than it may", text: "Continue in a while.", remedies: ["continue"] },
  unavailable: {
    title: "The server cannot take it in at the moment",
    text: "Continue in a while: what was taken in already is not stored twice.",
    remedies: ["continue"],
  },
  unauthorized: { title: "Your session has ended", text: "Sign in and drop the file again.", remedies: ["continue"] },
};

/** What a refusal means for the person in front of it. */
export function adviceFor({ code, details }: Problem): Advice {
  const { title, text, remedies } = byCode[code] ?? other;
  const { batchId = null } = detailsSchema.parse(details ?? {});
  return { title, text, remedies, batchId };
}

/** Where it went wrong and how much was taken in by then; null when the refusal does not tell. */
export function placeOf({ details }: Pick<Problem, "details">): string | null {
  const { byteOffset, record, acceptedRecords } = detailsSchema.parse(details ?? {});
  const at = [
    record === undefined ? null : `record ${formatInteger(record)}`,
    byteOffset === undefined ? null : `byte ${formatInteger(byteOffset)} (${formatBytes(byteOffset)} in)`,
  ].filter((part) => part !== null);
  const taken = acceptedRecords > 0 ? `${counted(acceptedRecords, "record")} in front of it were taken in.` : null;
  const place = at.length > 0 ? `At ${at.join(", ")}.` : null;
  return place === null && taken === null ? null : [place, taken].filter((part) => part !== null).join(" ");
}
