import { putRates } from "@/lib/actions/currency-rates/put-rates";
import { actorOf } from "@/lib/auth/principal";
import { currencyRateQuerySchema, currencyRatesInputSchema } from "@/lib/contracts/currency-rates";
import { json, jsonStream, parseBody, parseQuery } from "@/lib/http/answers";
import { handle } from "@/lib/http/handle";
import { readBody } from "@/lib/http/read-body";
import { readRates } from "@/lib/read-models/currency-rates/read-rates";
import { readRatesCsv } from "./read-rates-csv";

/** 10,000 rates in generous spelling. */
const maxBytes = 4 * 1024 * 1024;

/** The rates of some days or all, newest first. */
export const GET = handle.reports(async ({ scope, url }) =>
  jsonStream(readRates(scope, parseQuery(currencyRateQuerySchema, url))),
);

/** Upserts daily rates from JSON, or from CSV with the columns day, base, currency and rate. */
export const PUT = handle.administer(async ({ request, principal }) => {
  const isCsv = /^text\/csv\s*(?:;|$)/i.test(request.headers.get("content-type") ?? "");
  const rates = isCsv
    ? readRatesCsv(await readBody(request, maxBytes))
    : (await parseBody(currencyRatesInputSchema, request, { maxBytes })).rates;
  return json(await putRates(actorOf(principal), rates));
});
