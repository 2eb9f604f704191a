import {
  conversionTypesQuerySchema,
  conversionTypesSchema,
  funnelQuerySchema,
  funnelSchema,
} from "@/lib/contracts/funnel";
import { daysQuerySchema, daysSchema, lagQuerySchema, lagSchema } from "@/lib/contracts/lag";
import { pacingSchema } from "@/lib/contracts/pacing";
import { named, type Operation } from "./operation";

const csv = { mediaTypes: ["text/csv"] };

export const campaignReportOperations: Operation[] = [
  {
    id: "getFunnel",
    tag: "Reports",
    method: "get",
    path: "/api/campaigns/{id}/funnel",
    summary: "The way from bid request to conversion, and who leaves it where",
    description:
      "Every step counts what happened in the range by its own time. `rate` is wins of bid requests, viewable of measured impressions, clicks of impressions, conversions of clicks. A rate is above 1 only with the reasons `orphan`, `post_view` or `outside`: the last are more than the step before can account for (several of one event, of events before the range, of bid requests that named no campaign). As CSV a step is a line with its count, followed by a line for each reason.",
    access: "reports",
    query: funnelQuerySchema,
    answers: { 200: { description: "The steps", schema: named("Funnel", funnelSchema), ...csv } },
  },
  {
    id: "getConversionTypes",
    tag: "Reports",
    method: "get",
    path: "/api/campaigns/{id}/conversion-types",
    summary: "A campaign's conversions by type, as they came",
    description: "Whoever they are credited to, and however often an order was sent. The type with the most is first.",
    access: "reports",
    query: conversionTypesQuerySchema,
    answers: {
      200: { description: "The types", schema: named("ConversionTypes", conversionTypesSchema), ...csv },
    },
  },
  {
    id: "getPacing",
    tag: "Reports",
    method: "get",
    path: "/api/campaigns/{id}/pacing",
    summary: "How a campaign's budget is spent over its flight",
    description:
      "Net cost of impressions, clicks and, in the campaign's own attribution model, conversions, by days of the advertiser's calendar. `evenMicros` is what an even spread over the flight would have spent by now; `on_pace` is within 10 % of it.",
    access: "reports",
    answers: { 200: { description: "The pacing", schema: named("Pacing", pacingSchema) } },
  },
  {
    id: "getLag",
    tag: "Reports",
    method: "get",
    path: "/api/campaigns/{id}/lag",
    summary: "How long after their touch a campaign's conversions come",
    description: "Of the conversions that last touch credits to touches of the range, whenever they came themselves.",
    access: "reports",
    query: lagQuerySchema,
    answers: { 200: { description: "The steps of lag", schema: named("Lag", lagSchema) } },
  },
  {
    id: "getDays",
    tag: "Reports",
    method: "get",
    path: "/api/campaigns/{id}/days",
    summary: "How final the figures of each of a campaign's days are",
    description:
      "By the day of the touch: `open` until the day is over, `settling` while conversions are still to come, `closed` when the attribution windows are over or 99 % of what the lag curve tells have come. `expected` = Σ n · (1 / F(age) − 1) over the day's quarter hours with n conversions so far, F being the share of conversions that come within that age; null where F is below 5 %, or no curve could be learned.",
    access: "reports",
    query: daysQuerySchema,
    answers: { 200: { description: "The days", schema: named("Days", daysSchema) } },
  },
];
