import { conversionDetailQuerySchema } from "@/lib/contracts/conversions";
import { json, parseQuery } from "@/lib/http/answers";
import { handle } from "@/lib/http/handle";
import { getConversion } from "@/lib/read-models/conversions/get-conversion";

/** A conversion with its candidate touches, what each model gives them, and why others have nothing. */
export const GET = handle.reports<{ eventId: string }>(async ({ scope, params, url }) => {
  const { occurredAt } = parseQuery(conversionDetailQuerySchema, url);
  return json(await getConversion(scope, params.eventId, occurredAt));
});
