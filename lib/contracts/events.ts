import { z } from "zod";
import { currencySchema, externalIdSchema, microsSchema, textSchema } from "./primitives";

/**
 * One zod schema a kind: a record after the stage `map`, in our field names (API.md, "Our field
 * names"). `occurredAt` is epoch milliseconds by then; amounts are integer micros.
 */

/** NUL and half characters as JSON.stringify escapes them, which PostgreSQL's jsonb refuses. */
const unstorable = /(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f])/;

const maxPriceMicros = 1_000_000_000_000;
const maxValueMicros = 1_000_000_000_000_000;

const common = {
  eventId: externalIdSchema.optional(),
  occurredAt: z.number().int(),
  userId: externalIdSchema,
  userAgent: textSchema(1024).optional(),
  ip: textSchema(64).optional(),
  currency: currencySchema.optional(),
  /** A country code counts; other text is taken in and shown as unknown. */
  country: textSchema(64).optional(),
};

export const impressionSchema = z.object({
  ...common,
  creativeId: externalIdSchema,
  campaignId: externalIdSchema.optional(),
  site: textSchema(2048),
  placement: textSchema(256).optional(),
  auctionId: externalIdSchema.optional(),
  /** The price of this one impression: at most a million, so that no wrong one takes the sums beyond a bigint. */
  priceMicros: microsSchema.max(maxPriceMicros, "must be at most a million a piece").optional(),
  viewable: z.boolean().optional(),
  /** Of the placement, in pixels, where it is told; 0 is an ad that nobody can have seen. */
  width: z.number().min(0).max(1_000_000).optional(),
  height: z.number().min(0).max(1_000_000).optional(),
  /** Told to be out of sight. */
  hidden: z.boolean().optional(),
});

export const clickSchema = z.object({
  ...common,
  campaignId: externalIdSchema,
  creativeId: externalIdSchema.optional(),
  site: textSchema(2048).optional(),
});

export const conversionSchema = z.object({
  ...common,
  campaignId: externalIdSchema,
  creativeId: externalIdSchema.optional(),
  site: textSchema(2048).optional(),
  conversionType: textSchema(128),
  /** At most a billion, for the same reason. */
  valueMicros: microsSchema.max(maxValueMicros, "must be at most a billion a piece").optional(),
  orderId: externalIdSchema.optional(),
});

export const bidRequestSchema = z.object({
  ...common,
  /** An auction can be about somebody whom nobody knows. */
  userId: externalIdSchema.optional(),
  auctionId: externalIdSchema,
  advertiserId: externalIdSchema.optional(),
  campaignId: externalIdSchema.optional(),
  site: textSchema(2048).optional(),
  adFormat: textSchema(128).optional(),
  bidFloorMicros: microsSchema.optional(),
  country: z
    .string()
    .regex(/^[A-Za-z]{2,3}$/, "needs a two or three letter country code")
    .optional(),
  targeting: z
    .record(z.string(), z.unknown())
    .refine((value) => !unstorable.test(JSON.stringify(value)), "must not contain NUL or broken characters")
    .optional(),
});

export type Impression = z.infer<typeof impressionSchema>;
export type Click = z.infer<typeof clickSchema>;
export type Conversion = z.infer<typeof conversionSchema>;
export type BidRequest = z.infer<typeof bidRequestSchema>;

/** A validated record with its kind. */
export type ValidEvent =
  | { kind: "impression"; event: Impression }
  | { kind: "click"; event: Click }
  | { kind: "conversion"; event: Conversion }
  | { kind: "bid_request"; event: BidRequest };
