import { z } from "zod";

/** Why a record was rejected. */
export const rejectReasonSchema = z.enum([
  "malformed_record",
  "missing_field",
  "wrong_type",
  "out_of_range",
  "invalid_value",
  "unknown_reference",
  "inconsistent_reference",
  "clock_skew",
  "id_reused",
  "unprocessable",
]);
export type RejectReason = z.infer<typeof rejectReasonSchema>;

/** A rejection: the field is a path in our names (`occurredAt`, `device.geo`), the message says what to do. */
export interface Rejection {
  reason: RejectReason;
  field: string | null;
  message: string;
  /** Of `unknown_reference`: the id that nobody knows yet; a currency without a rate is `currency:GBP`. */
  reference?: string;
}
