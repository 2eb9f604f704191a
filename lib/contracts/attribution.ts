import { z } from "zod";
import { attributionModelSchema } from "./catalog";
import { reportQuerySchema } from "./reports";

const windowDaysSchema = z.coerce.number().int().min(0).max(90);

/** So many conversions of the range are worked out again at most. */
export const maxWhatIfConversions = 20_000;

/**
 * `GET /api/campaigns/{id}/attribution`: models side by side, and what other windows would give. Nothing that is
 * stored changes. `models` is a list with commas, all without it.
 */
export const attributionQuerySchema = reportQuerySchema
  .pick({ from: true, to: true, timeZone: true, traffic: true, format: true })
  .extend({
    groupBy: z.enum(["creative", "site", "device", "country", "day"]).default("creative"),
    models: z
      .string()
      .transform((text) => [...new Set(text.split(","))])
      .pipe(z.array(attributionModelSchema).min(1).max(5))
      .default(attributionModelSchema.options),
    clickWindowDays: windowDaysSchema.optional(),
    viewWindowDays: windowDaysSchema.optional(),
  });
export type AttributionQuery = z.infer<typeof attributionQuerySchema>;

/** Conversions can be fractions. */
export const attributedSchema = z.object({
  conversions: z.number(),
  postClickConversions: z.number(),
  postViewConversions: z.number(),
  revenueMicros: z.number(),
  costMicros: z.number(),
});
export type Attributed = z.infer<typeof attributedSchema>;

const byModelSchema = z.object({
  model: attributionModelSchema,
  stored: attributedSchema,
  /** With the windows asked for, also where they are the campaign's own; null where none were asked for. */
  whatIf: attributedSchema.nullable(),
});

export const attributionSchema = z.object({
  from: z.iso.datetime(),
  to: z.iso.datetime(),
  timeZone: z.string(),
  /** The campaign's own. */
  storedWindows: z.object({ clickWindowDays: z.number().int(), viewWindowDays: z.number().int() }),
  windows: z.object({ clickWindowDays: z.number().int(), viewWindowDays: z.number().int() }),
  /** Conversions of the range without any touch, repeated orders aside, stored and with the windows asked for. */
  unattributed: z.object({ stored: z.number(), whatIf: z.number().nullable() }),
  repeatedOrders: z.number(),
  totals: z.array(byModelSchema),
  /**
   * The most conversions of the first model first, without those that no model credits; by day every day, in their
   * order, as its date in the time zone.
   */
  rows: z.array(z.object({ group: z.string(), groupName: z.string(), byModel: z.array(byModelSchema) })),
});
export type Attribution = z.infer<typeof attributionSchema>;
