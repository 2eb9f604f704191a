import { freshnessSchema } from "@/lib/contracts/freshness";
import { named, type Operation } from "./operation";

export const freshnessOperations: Operation[] = [
  {
    id: "getFreshness",
    tag: "Freshness",
    method: "get",
    path: "/api/freshness",
    summary: "How fresh each source's data is, stage by stage",
    access: "reports",
    answers: { 200: { description: "One row a source and kind", schema: named("Freshness", freshnessSchema) } },
  },
];
