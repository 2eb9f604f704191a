import { z } from "zod";

/** The body of every error answer. */
export const errorBodySchema = z.object({
  error: z.object({
    code: z.string(),
    message: z.string(),
    details: z.record(z.string(), z.unknown()).optional(),
    incidentId: z.string().optional(),
  }),
});
export type ErrorBody = z.infer<typeof errorBodySchema>;
