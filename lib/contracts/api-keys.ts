import { z } from "zod";
import { externalIdSchema, textSchema } from "./primitives";

/** Keys of programs that read reports or change things; those that send events are their source's. */
export const programScopeSchema = z.enum(["read", "manage"]);

/** `POST /api/keys` */
export const apiKeyInputSchema = z.object({
  name: textSchema(200),
  scope: programScopeSchema,
  /** For these advertisers only; null for every one, those to come as well. */
  advertiserIds: z.array(externalIdSchema).min(1).max(500).nullable().default(null),
  /** Without it, until it is revoked. */
  expiresAt: z.iso.datetime().nullish(),
});
export type ApiKeyInput = z.input<typeof apiKeyInputSchema>;

/** A new key, shown here and never again. */
export const createdApiKeySchema = z.object({ id: z.string(), key: z.string() });
export type CreatedApiKey = z.infer<typeof createdApiKeySchema>;

export const apiKeySchema = z.object({
  id: z.string(),
  name: z.string(),
  scope: programScopeSchema,
  /** Its first characters. */
  prefix: z.string(),
  advertisers: z.array(z.object({ id: z.string(), name: z.string() })).nullable(),
  createdBy: z.string().nullable(),
  createdAt: z.iso.datetime(),
  /** Exact to five minutes. */
  lastUsedAt: z.iso.datetime().nullable(),
  expiresAt: z.iso.datetime().nullable(),
  revokedAt: z.iso.datetime().nullable(),
});
export type ApiKey = z.infer<typeof apiKeySchema>;

/** `GET /api/keys` */
export const apiKeyListSchema = z.object({ keys: z.array(apiKeySchema) });
