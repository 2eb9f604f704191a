import { z } from "zod";
import { isAskableTime } from "./primitives";

/** `GET /api/audit`; every filter is a part of what it filters by, whatever the case. */
export const auditQuerySchema = z.object({
  actor: z.string().max(200).optional(),
  action: z.string().max(200).optional(),
  subject: z.string().max(300).optional(),
  from: z.iso.datetime({ offset: true }).refine(isAskableTime).optional(),
  to: z.iso.datetime({ offset: true }).refine(isAskableTime).optional(),
  cursor: z.string().max(500).optional(),
  format: z.enum(["json", "csv"]).default("json"),
});
export type AuditQuery = z.infer<typeof auditQuerySchema>;

export const auditLineSchema = z.object({
  id: z.string(),
  at: z.iso.datetime(),
  /** A person's email, a key's name, or `system`. */
  actor: z.string(),
  /** Noun and verb: `campaign.update`. */
  action: z.string(),
  /** Noun and id: `campaign:spring-sale`. */
  subject: z.string(),
  /** null for what was new. */
  before: z.unknown(),
  /** null for what is gone. */
  after: z.unknown(),
});
export type AuditLine = z.infer<typeof auditLineSchema>;

/** `GET /api/audit`: the newest first. */
export const auditListSchema = z.object({ lines: z.array(auditLineSchema), nextCursor: z.string().nullable() });
export type AuditList = z.infer<typeof auditListSchema>;
