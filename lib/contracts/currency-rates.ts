import { z } from "zod";
import { currencySchema } from "./primitives";

/** What one unit of `base` was worth in `currency` on a day, as an exact decimal. */
export const currencyRateSchema = z.strictObject({
  day: z.iso.date(),
  base: currencySchema,
  currency: currencySchema,
  rate: z.string().regex(/^\d{1,12}(\.\d{1,12})?$/, "needs a decimal number as text, such as 1.0853"),
});
export type CurrencyRate = z.infer<typeof currencyRateSchema>;

/** `PUT /api/currency-rates` upserts by base, currency and day. */
export const currencyRatesInputSchema = z.strictObject({ rates: z.array(currencyRateSchema).min(1).max(20_000) });
export const currencyRatesChangeSchema = z.object({ created: z.number().int(), updated: z.number().int() });
/** `GET /api/currency-rates?from=&to=`, newest first. */
export const currencyRateListSchema = z.object({ rates: z.array(currencyRateSchema) });
