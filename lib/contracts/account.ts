import { z } from "zod";
import { passwordSchema, roleSchema } from "./people";
import { textSchema } from "./primitives";

/** `GET /api/account`: the person who has signed in. */
export const accountSchema = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  role: roleSchema,
  advertisers: z.array(z.object({ id: z.string(), name: z.string() })).nullable(),
  hasSecondFactor: z.boolean(),
});
export type Account = z.infer<typeof accountSchema>;

/** `PATCH /api/account` */
export const accountPatchSchema = z.object({ name: textSchema(200) });

/** `POST /api/account/password`: every other session ends. */
export const passwordChangeSchema = z.object({ currentPassword: z.string().max(128), newPassword: passwordSchema });
export type PasswordChange = z.infer<typeof passwordChangeSchema>;

export const sessionSchema = z.object({
  id: z.string(),
  /** The browser and the system that its user agent names. */
  device: z.string(),
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
  isThis: z.boolean(),
});

/** `GET /api/account/sessions` */
export const sessionListSchema = z.object({ sessions: z.array(sessionSchema) });
export type SessionList = z.infer<typeof sessionListSchema>;
