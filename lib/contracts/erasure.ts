import { z } from "zod";
import { externalIdSchema } from "./primitives";

/** `POST /api/erasures`: deletes everything that is kept of a user. */
export const erasureInputSchema = z.strictObject({
  /** As senders write it; spaces around it do not count, as in their records. */
  userId: z.string().trim().pipe(externalIdSchema),
});

/** `GET /api/erasures/{id}`: the record that it was done; it does not name the user. */
export const erasureSchema = z.object({
  id: z.string(),
  state: z.enum(["waiting", "running", "done"]),
  /** While it waits: what for. */
  waitsFor: z.string().nullable(),
  /** The keyed hash that stood for the user. */
  userKey: z.string(),
  requestedBy: z.string(),
  requestedAt: z.iso.datetime(),
  finishedAt: z.iso.datetime().nullable(),
  /** How many rows were deleted or emptied, by table. */
  counts: z.record(z.string(), z.number().int()),
});
export type Erasure = z.infer<typeof erasureSchema>;
/** `GET /api/erasures`: the newest first. */
export const erasureListSchema = z.object({ erasures: z.array(erasureSchema) });

/** What a reject says whose record was emptied, since it was of an erased user. It can be replayed no more. */
export const erasedMessage = "The record was deleted with its user.";

/** The tables that events are deleted from. */
export const erasedTableSchema = z.enum(["impression", "click", "conversion", "bid_request"]);
export type ErasedTable = z.infer<typeof erasedTableSchema>;

/** How far an erasure is; each step goes on where it was stopped. Times are epoch milliseconds. */
export const erasureCursorSchema = z.discriminatedUnion("step", [
  /** Until the stream holds nothing up to the sequence. */
  z.object({ step: z.literal("queue"), stream: z.string(), until: z.number() }),
  /** Looks through rejects that were received from `from` on, after this record. */
  z.object({ step: z.literal("rejects"), from: z.number(), batch: z.string(), record: z.number() }),
  z.object({ step: z.literal("journeys") }),
  /** Looks through the events of a table from `from` on. */
  z.object({ step: z.literal("events"), table: erasedTableSchema, from: z.number() }),
  z.object({ step: z.literal("aggregates"), from: z.number() }),
]);
export type ErasureCursor = z.infer<typeof erasureCursorSchema>;

/** What the sealed id of a user belongs to. */
export const erasureSealContext = (erasureId: string): string => `erasure:${erasureId}`;
