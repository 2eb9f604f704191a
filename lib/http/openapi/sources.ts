import {
  createdSourceSchema,
  sourceInputSchema,
  sourceListSchema,
  sourcePatchSchema,
  sourceSchema,
} from "@/lib/contracts/source";
import { credentialOperations } from "./credentials";
import { named, type Operation } from "./operation";

export const sourceOperations: Operation[] = [
  {
    id: "listSources",
    tag: "Sources",
    method: "get",
    path: "/api/sources",
    summary: "List sources; of their keys only the first characters",
    access: "read",
    answers: { 200: { description: "All sources by name", schema: named("SourceList", sourceListSchema) } },
  },
  {
    id: "createSource",
    tag: "Sources",
    method: "post",
    path: "/api/sources",
    summary: "Make a source and its ingest key",
    access: "manage",
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
    access: "read",
    answers: { 200: { description: "The source", schema: named("Source", sourceSchema) } },
  },
  {
    id: "updateSource",
    tag: "Sources",
    method: "patch",
    path: "/api/sources/{id}",
    summary: "Change what the body names",
    access: "manage",
    body: named("SourcePatch", sourcePatchSchema),
    answers: { 200: { description: "The source as it is now", schema: named("Source", sourceSchema) } },
  },
  ...credentialOperations,
];
