import { attributionQuerySchema, attributionSchema } from "@/lib/contracts/attribution";
import {
  conversionDetailQuerySchema,
  conversionDetailSchema,
  conversionListQuerySchema,
  conversionListSchema,
} from "@/lib/contracts/conversions";
import { named, type Operation } from "./operation";

export const conversionOperations: Operation[] = [
  {
    id: "getConversion",
    tag: "Reports",
    method: "get",
    path: "/api/conversions/{eventId}",
    summary: "A conversion with its candidate touches, their credit by each model, and why others have none",
    description:
      "The event id is URL-encoded, a slash in it too. Credits are those that are stored. `why` is the first reason that is true; `pending` where the credits are still being worked out.",
    access: "reports",
    query: conversionDetailQuerySchema,
    answers: { 200: { description: "The conversion", schema: named("ConversionDetail", conversionDetailSchema) } },
  },
  {
    id: "listConversions",
    tag: "Reports",
    method: "get",
    path: "/api/campaigns/{id}/conversions",
    summary: "A campaign's conversions, the newest first",
    description:
      "Each with what the campaign's own model makes of it. With a `state` 2,000 are looked at for a page: it can have few rows or none, and there still are more behind `nextCursor`. As CSV it is the whole range, at most 20,000 conversions.",
    access: "reports",
    query: conversionListQuerySchema,
    answers: {
      200: { description: "The list", schema: named("ConversionList", conversionListSchema), mediaTypes: ["text/csv"] },
    },
  },
  {
    id: "getAttribution",
    tag: "Reports",
    method: "get",
    path: "/api/campaigns/{id}/attribution",
    summary: "Attribution models side by side, and what other windows would give",
    description:
      "With `clickWindowDays` or `viewWindowDays` the conversions of the range, at most 20,000, are worked out again with these windows, the campaign's own for the one that is not given. Nothing that is stored changes. Few of these run at a time: `unavailable` says to ask again.",
    access: "reports",
    query: attributionQuerySchema,
    answers: {
      200: { description: "The report", schema: named("Attribution", attributionSchema), mediaTypes: ["text/csv"] },
    },
  },
];
