import { healthSchema } from "@/lib/contracts/health";
import { named, type Operation } from "./operation";

const health = named("Health", healthSchema);

export const systemOperations: Operation[] = [
  {
    id: "followChanges",
    tag: "Reports",
    method: "get",
    path: "/api/live",
    summary: "What changes, while it does, as server-sent events",
    description:
      "`event: changed` names the campaigns (null: any) and the parts that changed, at most once a second; figures are asked for at their own addresses. It ends after 30 minutes, and when the session does. Events may be lost: ask again now and then anyway.",
    access: "reports",
    answers: {
      200: { description: "Events", mediaTypes: ["text/event-stream"] },
    },
  },
  {
    id: "getHealth",
    tag: "System",
    method: "get",
    path: "/api/health",
    summary: "Whether the database, NATS and a worker of every role answer",
    access: "public",
    answers: {
      200: { description: "All of them", schema: health },
      503: { description: "Not all: the check says which", schema: health },
    },
  },
  {
    id: "getMetrics",
    tag: "System",
    method: "get",
    path: "/api/metrics",
    summary: "Figures of the installation for Prometheus",
    access: "operations",
    answers: { 200: { description: "Prometheus text", mediaTypes: ["text/plain"] } },
  },
  {
    id: "getOpenApi",
    tag: "System",
    method: "get",
    path: "/api/openapi.json",
    summary: "This document",
    access: "public",
    answers: { 200: { description: "OpenAPI 3.1", mediaTypes: ["application/json"] } },
  },
  {
    id: "reportCsp",
    tag: "System",
    method: "post",
    path: "/api/csp-reports",
    summary: "What a browser says that the console's content security policy refused",
    access: "public",
    body: { mediaTypes: ["application/csp-report"] },
    answers: { 204: { description: "Taken" } },
    errors: ["too_large"],
  },
];
