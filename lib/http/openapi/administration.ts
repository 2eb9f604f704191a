import { apiKeyInputSchema, apiKeyListSchema, createdApiKeySchema } from "@/lib/contracts/api-keys";
import { auditListSchema, auditQuerySchema } from "@/lib/contracts/audit";
import { named, type Operation } from "./operation";

const keys = named("ApiKeyList", apiKeyListSchema);
const shared = { tag: "Administration", access: "people" } as const;

export const administrationOperations: Operation[] = [
  {
    ...shared,
    id: "listApiKeys",
    method: "get",
    path: "/api/keys",
    summary: "The keys of programs, those that work first; of each its first characters",
    answers: { 200: { description: "At most 1,000", schema: keys } },
  },
  {
    ...shared,
    id: "createApiKey",
    method: "post",
    path: "/api/keys",
    summary: "Make a key for a program that reads reports or changes things",
    description: "It may be for some advertisers only. Keys that send events are their source's.",
    body: named("ApiKeyInput", apiKeyInputSchema),
    answers: { 201: { description: "The key, shown here only", schema: named("CreatedApiKey", createdApiKeySchema) } },
    errors: ["conflict"],
  },
  {
    ...shared,
    id: "revokeApiKey",
    method: "delete",
    path: "/api/keys/{id}",
    summary: "Let a program's key work no more, everywhere within 5 seconds",
    answers: { 200: { description: "The keys that there are", schema: keys } },
    errors: ["conflict"],
  },
  {
    ...shared,
    id: "listAudit",
    method: "get",
    path: "/api/audit",
    summary: "Who changed what, before and after, the newest first",
    query: auditQuerySchema,
    answers: {
      200: {
        description: "100 a page; as CSV the newest 10,000",
        schema: named("AuditList", auditListSchema),
        mediaTypes: ["text/csv"],
      },
    },
  },
];
