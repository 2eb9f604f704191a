import { z } from "zod";

/** How long an invitation can be taken up, and a reset used. */
export const linkLifeSeconds = { invitation: 7 * 86_400, reset: 3_600 } as const;

export const storedLinkSchema = z.object({
  id: z.string(),
  kind: z.enum(["invitation", "reset"]),
  email: z.string(),
  name: z.string(),
  userId: z.string().nullable(),
  role: z.enum(["admin", "manager", "analyst", "viewer"]).nullable(),
  allAdvertisers: z.boolean(),
  advertiserIds: z.array(z.string()),
  expiresAt: z.date(),
});
export type StoredLink = z.infer<typeof storedLinkSchema>;
