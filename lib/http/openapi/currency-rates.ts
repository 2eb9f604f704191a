import {
  currencyRateListSchema,
  currencyRateQuerySchema,
  currencyRatesChangeSchema,
  currencyRatesInputSchema,
} from "@/lib/contracts/currency-rates";
import { named, type Operation } from "./operation";

export const currencyRateOperations: Operation[] = [
  {
    id: "listCurrencyRates",
    tag: "Currency rates",
    method: "get",
    path: "/api/currency-rates",
    summary: "Daily rates, newest first",
    access: "reports",
    query: currencyRateQuerySchema,
    answers: { 200: { description: "The rates", schema: named("CurrencyRates", currencyRateListSchema) } },
  },
  {
    id: "putCurrencyRates",
    tag: "Currency rates",
    method: "put",
    path: "/api/currency-rates",
    summary: "Upsert daily rates by base, currency and day: all or nothing",
    description:
      "Amounts in another currency than the account's are converted with the rate of the event's UTC day, or the latest of the 7 days before: in the direction of the rate, against it, or over a common currency. The body can also be `text/csv` with the columns day, base, currency and rate.",
    access: "administer",
    body: named("CurrencyRatesInput", currencyRatesInputSchema),
    answers: {
      200: {
        description: "How many were new and were there",
        schema: named("CurrencyRatesChange", currencyRatesChangeSchema),
      },
    },
  },
];
