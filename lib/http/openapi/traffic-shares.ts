import { trafficShareQuerySchema, trafficSharesSchema } from "@/lib/contracts/traffic";
import { named, type Operation } from "./operation";

export const trafficShareOperations: Operation[] = [
  {
    id: "listTrafficShares",
    tag: "Traffic",
    method: "get",
    path: "/api/traffic/shares",
    summary: "How much of the stored traffic is invalid, by rule, source, site or day",
    description:
      "By event time. `impressions` and `clicks` of a row are gross; they are null by rule, and by site of one source.",
    access: "operations",
    query: trafficShareQuerySchema,
    answers: { 200: { description: "The shares", schema: named("TrafficShares", trafficSharesSchema) } },
  },
];
