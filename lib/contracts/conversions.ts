import { z } from "zod";
import { attributionModelSchema } from "./catalog";
import { askableTimeMessage, isAskableTime } from "./primitives";
import { reportQuerySchema } from "./reports";

/**
 * - `credited`: to at least one touch
 * - `unattributed`: no valid touch inside the campaign's windows
 * - `repeated_order`: another conversion of the same order counts
 * - `pending`: stored, but its credits are still to be worked out; seconds after its arrival it is one of the others
 */
export const conversionStateSchema = z.enum(["credited", "unattributed", "repeated_order", "pending"]);
export type ConversionState = z.infer<typeof conversionStateSchema>;

/** Why a touch has no credit: the first of these that is true, a repeated order before all others. */
export const noCreditSchema = z.enum([
  /** Invalid traffic. */
  "invalid_traffic",
  "after_conversion",
  "outside_click_window",
  "outside_view_window",
  /** An impression, and there is a click in its window. */
  "click_preferred",
  /** More than the 50 latest touches of its kind. */
  "beyond_limit",
  /** The whole conversion counts elsewhere. */
  "repeated_order",
  /** The model credits the last touch only, or the first. */
  "not_last",
  "not_first",
  /** Its part is less than a millionth. */
  "below_precision",
  /** By the events and windows of now it would have some: the stored credits are being worked out again. */
  "pending",
]);
export type NoCredit = z.infer<typeof noCreditSchema>;

const touchCreditSchema = z.object({
  model: attributionModelSchema,
  /** Millionths of the conversion. */
  creditMicros: z.number().int(),
  revenueMicros: z.number(),
  costMicros: z.number(),
  /** Where it has none. */
  why: noCreditSchema.nullable(),
});

export const candidateTouchSchema = z.object({
  kind: z.enum(["click", "view"]),
  eventId: z.string(),
  at: z.iso.datetime(),
  creativeId: z.string(),
  creativeName: z.string(),
  site: z.string(),
  device: z.string(),
  country: z.string(),
  /** Before the conversion; negative after it. */
  ageSeconds: z.number(),
  /** Of a click: the impression that it came from. */
  impressionId: z.string().nullable(),
  /** One for each model. */
  credits: z.array(touchCreditSchema),
  /** Why it has none in the campaign's own model. */
  why: noCreditSchema.nullable(),
});
export type CandidateTouch = z.infer<typeof candidateTouchSchema>;

/** Of conversions that used the same event id one after the other, the one of this time; the latest without it. */
export const conversionDetailQuerySchema = z.object({
  occurredAt: z.iso.datetime({ offset: true }).refine(isAskableTime, askableTimeMessage).optional(),
});

/** `GET /api/conversions/{eventId}` */
export const conversionDetailSchema = z.object({
  eventId: z.string(),
  occurredAt: z.iso.datetime(),
  receivedAt: z.iso.datetime(),
  batchId: z.string(),
  campaignId: z.string(),
  campaignName: z.string(),
  currency: z.string(),
  timeZone: z.string(),
  conversionType: z.string(),
  valueMicros: z.number(),
  orderId: z.string().nullable(),
  /** The rule that made it invalid traffic. */
  filterReason: z.string().nullable(),
  state: conversionStateSchema,
  /** Of a repeated order: the conversion that counts. */
  countedEventId: z.string().nullable(),
  /** The campaign's own. */
  model: attributionModelSchema,
  clickWindowDays: z.number().int(),
  viewWindowDays: z.number().int(),
  /**
   * Oldest first: those inside the longest window (the latest 500, and all that decide about credit), the latest 100
   * before it, and the first 20 within a day after the conversion.
   */
  touches: z.array(candidateTouchSchema),
  /** Whether the user has more candidates in or before the window than are shown. */
  isCut: z.boolean(),
});
export type ConversionDetail = z.infer<typeof conversionDetailSchema>;

/**
 * `GET /api/campaigns/{id}/conversions`: rows to open, the newest first. With a state some thousand are looked
 * at: a page can have few rows or none, and there still are more behind its cursor. As CSV it is the whole range.
 */
export const conversionListQuerySchema = reportQuerySchema
  .pick({ from: true, to: true, timeZone: true, format: true })
  .extend({
    state: conversionStateSchema.optional(),
    cursor: z.string().max(2048).optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  });
export type ConversionListQuery = z.infer<typeof conversionListQuerySchema>;

export const conversionListSchema = z.object({
  rows: z.array(
    z.object({
      eventId: z.string(),
      occurredAt: z.iso.datetime(),
      conversionType: z.string(),
      valueMicros: z.number(),
      orderId: z.string().nullable(),
      filterReason: z.string().nullable(),
      state: conversionStateSchema,
      /** In the campaign's own model: how many touches are credited, and the one with the most. */
      touches: z.number().int(),
      touchKind: z.enum(["click", "view"]).nullable(),
      creativeId: z.string().nullable(),
      creativeName: z.string().nullable(),
      site: z.string().nullable(),
    }),
  ),
  nextCursor: z.string().nullable(),
});
export type ConversionList = z.infer<typeof conversionListSchema>;
