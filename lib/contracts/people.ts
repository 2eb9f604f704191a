import { z } from "zod";
import { externalIdSchema, textSchema } from "./primitives";

export const roleSchema = z.enum(["admin", "manager", "analyst", "viewer"]);
export type Role = z.infer<typeof roleSchema>;

/** NIST SP 800-63B, section 5.1.1.2: length counts, and nothing about kinds of characters. */
export const passwordSchema = z
  .string()
  .min(12, "needs at least 12 characters")
  .max(128, "may have at most 128 characters");

const emailSchema = z
  .email()
  .max(320)
  .transform((email) => email.toLowerCase());
const advertiserIdsSchema = z.array(externalIdSchema).max(500);

/** Which advertisers somebody sees: null is every one. Admins and analysts see every one whatever is said. */
const seesSchema = advertiserIdsSchema.nullable();

/** `POST /api/people/invitations` */
export const invitationInputSchema = z.object({
  email: emailSchema,
  name: textSchema(200),
  role: roleSchema,
  advertiserIds: seesSchema,
});
export type InvitationInput = z.input<typeof invitationInputSchema>;

/** `PATCH /api/people/{id}`: what is not named stays. */
export const personPatchSchema = z
  .object({ name: textSchema(200), role: roleSchema, advertiserIds: seesSchema, disabled: z.boolean() })
  .partial();
export type PersonPatch = z.infer<typeof personPatchSchema>;

const advertiserSchema = z.object({ id: z.string(), name: z.string() });

export const personSchema = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  role: roleSchema,
  /** null: every one. */
  advertisers: z.array(advertiserSchema).nullable(),
  hasSecondFactor: z.boolean(),
  /** The newest of their sessions began or was used then. */
  lastSeenAt: z.iso.datetime().nullable(),
  sessions: z.number().int(),
  createdAt: z.iso.datetime(),
  disabledAt: z.iso.datetime().nullable(),
});
export type Person = z.infer<typeof personSchema>;

export const invitationSchema = z.object({
  id: z.string(),
  email: z.string(),
  name: z.string(),
  role: roleSchema,
  advertisers: z.array(advertiserSchema).nullable(),
  createdBy: z.string(),
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
});
export type Invitation = z.infer<typeof invitationSchema>;

/** `GET /api/people` */
export const peopleSchema = z.object({ people: z.array(personSchema), invitations: z.array(invitationSchema) });
export type People = z.infer<typeof peopleSchema>;

/** A link that works once, shown here and never again. */
export const createdLinkSchema = z.object({ id: z.string(), url: z.string(), expiresAt: z.iso.datetime() });
export type CreatedLink = z.infer<typeof createdLinkSchema>;

/** `POST /api/links/look` */
export const linkTokenSchema = z.object({ token: z.string().max(100) });
export const linkSchema = z.object({
  kind: z.enum(["invitation", "reset"]),
  email: z.string(),
  name: z.string(),
  expiresAt: z.iso.datetime(),
});
export type OneTimeLink = z.infer<typeof linkSchema>;

/** `POST /api/links/use` */
export const linkUseSchema = z.object({
  token: z.string().max(100),
  name: textSchema(200).optional(),
  password: passwordSchema,
});
export type LinkUse = z.infer<typeof linkUseSchema>;
