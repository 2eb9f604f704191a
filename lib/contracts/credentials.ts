import { z } from "zod";
import { textSchema } from "./primitives";

/** `POST /api/sources/{id}/keys` */
export const keyInputSchema = z.object({
  name: textSchema(200).optional(),
  expiresAt: z.iso.datetime().nullish(),
});
export type KeyInput = z.infer<typeof keyInputSchema>;

/** `POST /api/sources/{id}/keys/{keyId}/rotate` and `…/secrets/{secretId}/rotate`: the old one works this much longer. */
export const rotateInputSchema = z.object({
  overlapSeconds: z
    .number()
    .int()
    .min(0)
    .max(31 * 86_400)
    .default(86_400),
});
export type RotateInput = z.infer<typeof rotateInputSchema>;

/** A new key, shown here and never again. */
export const createdKeySchema = z.object({ id: z.string(), ingestKey: z.string() });
export type CreatedKey = z.infer<typeof createdKeySchema>;

/** `POST /api/sources/{id}/secrets`: one of the sender's making, or none to have one made. */
export const secretInputSchema = z.object({
  name: textSchema(200).optional(),
  /** Base64 of 24 to 64 bytes, with or without `whsec_` in front. */
  secret: z.string().max(200).optional(),
  expiresAt: z.iso.datetime().nullish(),
});
export type SecretInput = z.infer<typeof secretInputSchema>;

/** A new signing secret, shown here and never again. */
export const createdSecretSchema = z.object({ id: z.string(), secret: z.string() });
export type CreatedSecret = z.infer<typeof createdSecretSchema>;
