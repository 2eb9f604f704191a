import {
  createdSourceSchema,
  sourceInputSchema,
  sourceListSchema,
  sourcePatchSchema,
  sourceSchema,
} from "@/lib/contracts/source";
import { sourceHealthListSchema, sourceHealthQuerySchema, sourceHealthSchema } from "@/lib/contracts/source-health";
import { credentialOperations } from "./credentials";
import { named, type Operation } from "./operation";

export const sourceOperations: Operation[] = [
  {
    id: "listSources",
    tag: "Sources",
    method: "get",
    path: "/api/sources",
    summary: "List sources; of their keys only the first characters",
    access: "operations",
    answers: { 200: { description: "All sources by name", schema: named("SourceList", sourceListSchema) } },
  },
  {
    id: "createSource",
    tag: "Sources",
    method: "post",
    path: "/api/sources",
    summary: "Make a source and its ingest key",
    access: "operate",
    body: named("SourceInput", sourceInputSchema),
    answers: {
      201: { description: "The key is shown here only", schema: named("CreatedSource", createdSourceSchema) },
    },
  },
  {
    id: "getSource",
    tag: "Sources",
    method: "get",
    path: "/api/sources/{id}",
    summary: "One source; of its keys only the first characters, of its secrets nothing",
    access: "operations",
    answers: { 200: { description: "The source", schema: named("Source", sourceSchema) } },
  },
  {
    id: "updateSource",
    tag: "Sources",
    method: "patch",
    path: "/api/sources/{id}",
    summary: "Change what the body names",
    access: "operate",
    body: named("SourcePatch", sourcePatchSchema),
    answers: { 200: { description: "The source as it is now", schema: named("Source", sourceSchema) } },
  },
  {
    id: "listSourceHealth",
    tag: "Sources",
    method: "get",
    path: "/api/sources/health",
    summary: "How each source does: freshness, volume, shares of rejects and invalid traffic",
    access: "operations",
    answers: { 200: { description: "One row a source", schema: named("SourceHealthList", sourceHealthListSchema) } },
  },
  {
    id: "getSourceHealth",
    tag: "Sources",
    method: "get",
    path: "/api/sources/{id}/health",
    summary: "How a source does, by day of arrival, with its last batches",
    access: "operations",
    query: sourceHealthQuerySchema,
    answers: { 200: { description: "Its health", schema: named("SourceHealth", sourceHealthSchema) } },
  },
  ...credentialOperations,
];
