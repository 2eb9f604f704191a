import { z } from "zod";
import { externalIdSchema } from "./primitives";

/** `POST /api/erasures`: deletes everything that is kept of a user. */
export const erasureInputSchema = z.strictObject({
  /** As senders write it. */
  userId: externalIdSchema,
});

/** `GET /api/erasures/{id}`: the record that it was done; it does not name the user. */
export const erasureSchema = z.object({
  id: z.string(),
  state: z.enum(["waiting", "running", "done"]),
  /** The keyed hash that stood for the user. */
  userKey: z.string(),
  requestedBy: z.string(),
  requestedAt: z.iso.datetime(),
  finishedAt: z.iso.datetime().nullable(),
  /** How many rows were deleted or emptied, by table. */
  counts: z.record(z.string(), z.number().int()),
});
export type Erasure = z.infer<typeof erasureSchema>;
export const erasureListSchema = z.object({ erasures: z.array(erasureSchema) });
