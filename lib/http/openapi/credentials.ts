import {
  createdKeySchema,
  createdSecretSchema,
  keyInputSchema,
  rotateInputSchema,
  secretInputSchema,
} from "@/lib/contracts/credentials";
import { sourceSchema } from "@/lib/contracts/source";
import { type NamedSchema, named, type Operation } from "./operation";

interface Noun {
  /** As in `createSourceKey`. */
  id: "Key" | "Secret";
  /** The path of all of a source, and of one. */
  path: string;
  one: string;
  word: string;
  input: NamedSchema;
  created: NamedSchema;
  description: string;
}

const keys: Noun = {
  id: "Key",
  path: "/api/sources/{id}/keys",
  one: "{keyId}",
  word: "ingest key",
  input: named("KeyInput", keyInputSchema),
  created: named("CreatedKey", createdKeySchema),
  description: "A source has at most 50 working keys. Every process knows a change within 5 seconds.",
};

const secrets: Noun = {
  id: "Secret",
  path: "/api/sources/{id}/secrets",
  one: "{secretId}",
  word: "signing secret",
  input: named("SecretInput", secretInputSchema),
  created: named("CreatedSecret", createdSecretSchema),
  description:
    "Requests to `/api/ingest/{kind}` may be signed with it (Standard Webhooks: `webhook-id`, `webhook-timestamp` within 300 seconds, `webhook-signature`) instead of bearing a key. Without a `secret` in the body one of 256 random bits is made. A source has at most 50 working secrets. Every process knows a change within 5 seconds.",
};

/** The three operations on the keys or the secrets of a source. */
function operationsOn(noun: Noun): Operation[] {
  const shared = { tag: "Sources", access: "operate" } as const;
  const { id, path, one, word, created, description } = noun;
  return [
    {
      ...shared,
      id: `createSource${id}`,
      method: "post",
      path,
      summary: `Make another ${word} of a source`,
      description,
      body: noun.input,
      isBodyOptional: true,
      answers: { 201: { description: `The ${word}, shown here only`, schema: created } },
      errors: ["conflict"],
    },
    {
      ...shared,
      id: `rotateSource${id}`,
      method: "post",
      path: `${path}/${one}/rotate`,
      summary: `Put a new ${word} in the place of one that works; both work for the overlap`,
      body: named("RotateInput", rotateInputSchema),
      isBodyOptional: true,
      answers: { 201: { description: `The new ${word}, shown here only`, schema: created } },
      errors: ["conflict"],
    },
    {
      ...shared,
      id: `revokeSource${id}`,
      method: "delete",
      path: `${path}/${one}`,
      summary: `Let a ${word} work no more`,
      answers: { 200: { description: "The source as it is now", schema: named("Source", sourceSchema) } },
      errors: ["conflict"],
    },
  ];
}

export const credentialOperations: Operation[] = [...operationsOn(keys), ...operationsOn(secrets)];
