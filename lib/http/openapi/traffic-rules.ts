import { trafficRuleListSchema, trafficRulePatchSchema } from "@/lib/contracts/traffic";
import { named, type Operation } from "./operation";

const list = named("TrafficRuleList", trafficRuleListSchema);

export const trafficRuleOperations: Operation[] = [
  {
    id: "listTrafficRules",
    tag: "Traffic",
    method: "get",
    path: "/api/traffic/rules",
    summary: "The rules of invalid traffic with their settings over event time, and what is being worked out again",
    access: "operations",
    answers: { 200: { description: "Every rule", schema: list } },
  },
  {
    id: "updateTrafficRule",
    tag: "Traffic",
    method: "patch",
    path: "/api/traffic/rules/{rule}",
    summary: "Switch a rule on or off, or set its parameters, for a stretch of event time",
    access: "operate",
    body: named("TrafficRulePatch", trafficRulePatchSchema),
    answers: { 200: { description: "Every rule as it is now", schema: list } },
  },
];
