import { errorBodySchema } from "@/lib/contracts/error";
import { administrationOperations } from "./administration";
import { alertOperations } from "./alerts";
import { batchOperations } from "./batches";
import { campaignReportOperations } from "./campaign-reports";
import { campaignOperations } from "./campaigns";
import { catalogOperations } from "./catalog";
import { conversionOperations } from "./conversions";
import { currencyRateOperations } from "./currency-rates";
import { describeOperation } from "./describe-operation";
import { erasureOperations } from "./erasures";
import { freshnessOperations } from "./freshness";
import { importOperations } from "./imports";
import { ingestOperations } from "./ingest";
import { componentSchemas, type JsonSchema } from "./json-schema";
import { type NamedSchema, named, type Operation } from "./operation";
import { peopleOperations } from "./people";
import { pullOperations } from "./pulls";
import { qualityOperations } from "./quality";
import { replayOperations } from "./replays";
import { schemaOperations } from "./schemas";
import { shareOperations } from "./share";
import { sourceOperations } from "./sources";
import { systemOperations } from "./system";
import { trafficRuleOperations } from "./traffic-rules";
import { trafficShareOperations } from "./traffic-shares";
import { viewOperations } from "./views";

/** Every operation of the API. */
export const operations: readonly Operation[] = [
  ...ingestOperations,
  ...batchOperations,
  ...importOperations,
  ...catalogOperations,
  ...currencyRateOperations,
  ...sourceOperations,
  ...pullOperations,
  ...schemaOperations,
  ...campaignOperations,
  ...campaignReportOperations,
  ...shareOperations,
  ...conversionOperations,
  ...freshnessOperations,
  ...qualityOperations,
  ...replayOperations,
  ...trafficRuleOperations,
  ...trafficShareOperations,
  ...alertOperations,
  ...administrationOperations,
  ...peopleOperations,
  ...viewOperations,
  ...erasureOperations,
  ...systemOperations,
];

/**
 * Builds the OpenAPI 3.1 document of the API from the contracts.
 * @param url where this installation is reached
 */
export function buildDocument(url: string): JsonSchema {
  return {
    openapi: "3.1.0",
    info: {
      title: "AdvertiseX",
      version: "1",
      description:
        "Ingest of advertising events, and reports on them. JSON is camelCase, times are ISO 8601, money is integer micros of the named currency. More fields can come at any time.",
      license: { name: "Apache-2.0", identifier: "Apache-2.0" },
    },
    servers: [{ url }],
    tags: [...new Set(operations.map(({ tag }) => tag))].map((name) => ({ name })),
    paths: paths(),
    components: {
      schemas: { ...componentSchemas(answerSchemas(), "output"), ...componentSchemas(bodySchemas(), "input") },
      securitySchemes: {
        apiKey: { type: "http", scheme: "bearer", description: "A key with the scope `ingest`, `read` or `manage`." },
        signature: {
          type: "apiKey",
          in: "header",
          name: "webhook-signature",
          description:
            "Standard Webhooks: signed with a secret of the source, together with `webhook-id` and `webhook-timestamp`. The body has at most 8 MB. `?source=<id>` names the source, which is needed where there are many.",
        },
        session: {
          type: "apiKey",
          in: "cookie",
          name: "advertisex.session_token",
          description: "The console's session.",
        },
      },
    },
  };
}

function paths(): Record<string, JsonSchema> {
  const byPath: Record<string, JsonSchema> = {};
  for (const operation of operations) {
    byPath[operation.path] = { ...byPath[operation.path], [operation.method]: describeOperation(operation) };
  }
  return byPath;
}

function answerSchemas(): NamedSchema[] {
  const answers = operations.flatMap((operation) => Object.values(operation.answers));
  return [named("Error", errorBodySchema), ...answers.flatMap(({ schema }) => (schema ? [schema] : []))];
}

function bodySchemas(): NamedSchema[] {
  return operations.flatMap(({ body }) => (body && "schema" in body ? [body] : []));
}
