import { z } from "zod";

/** What a route or a screen asks for; docs/access.md says who has which. */
export const accessSchema = z.enum([
  "ingest",
  "reports",
  "alerts",
  "campaigns",
  "operations",
  "batches",
  "operate",
  "administer",
  "people",
  "self",
]);
export type Access = z.infer<typeof accessSchema>;
