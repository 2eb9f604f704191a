import {
  campaignListSchema,
  performanceQuerySchema,
  performanceSchema,
  reportQuerySchema,
} from "@/lib/contracts/reports";
import { named, type Operation } from "./operation";

export const campaignOperations: Operation[] = [
  {
    id: "listCampaigns",
    tag: "Reports",
    method: "get",
    path: "/api/campaigns",
    summary: "Every campaign with its metrics",
    access: "read",
    query: reportQuerySchema,
    answers: {
      200: { description: "The report", schema: named("CampaignList", campaignListSchema), mediaTypes: ["text/csv"] },
    },
  },
  {
    id: "getPerformance",
    tag: "Reports",
    method: "get",
    path: "/api/campaigns/{id}/performance",
    summary: "A campaign's metrics over time and by creative, site, device or country",
    access: "read",
    query: performanceQuerySchema,
    answers: {
      200: { description: "The report", schema: named("Performance", performanceSchema), mediaTypes: ["text/csv"] },
    },
  },
];
