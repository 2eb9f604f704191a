import { z } from "zod";
import { currencySchema } from "./primitives";

/** Days of years with four digits, which everything reads alike. */
const daySchema = z.iso.date().refine((day) => day >= "1900-01-01", "must be 1900-01-01 or later");

/** What one unit of `base` was worth in `currency` on a day, as an exact decimal. */
export const currencyRateSchema = z
  .strictObject({
    day: daySchema,
    base: currencySchema,
    currency: currencySchema,
    rate: z
      .string()
      .regex(/^\d{1,12}(\.\d{1,12})?$/, "needs a decimal number as text, such as 1.0853")
      .refine((rate) => /[1-9]/.test(rate), "must be more than 0"),
  })
  .refine(({ base, currency }) => base !== currency, { path: ["currency"], message: "must not be the base itself" });
export type CurrencyRate = z.infer<typeof currencyRateSchema>;

/** In one request, as of every list in a body. */
export const maxRates = 10_000;
/** `PUT /api/currency-rates` upserts by base, currency and day. */
export const currencyRatesInputSchema = z.strictObject({ rates: z.array(currencyRateSchema).min(1).max(maxRates) });
/** How many rates were new, and how many were there. */
export const currencyRatesChangeSchema = z.object({ created: z.number().int(), updated: z.number().int() });
export type CurrencyRatesChange = z.infer<typeof currencyRatesChangeSchema>;

/** Of `GET /api/currency-rates`: days, both inclusive; all without them. */
export const currencyRateQuerySchema = z.object({ from: daySchema.optional(), to: daySchema.optional() });
export type CurrencyRateQuery = z.infer<typeof currencyRateQuerySchema>;
/** `GET /api/currency-rates?from=&to=`, newest first. */
export const currencyRateListSchema = z.object({ rates: z.array(currencyRateSchema) });
