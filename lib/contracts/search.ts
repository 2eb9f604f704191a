import { z } from "zod";

/** `GET /api/search`: a few words, or a part of one. */
export const searchQuerySchema = z.object({
  q: z
    .string()
    .trim()
    .min(1, "must not be empty")
    .max(200, "must have at most 200 characters")
    .regex(/^[^\0\p{Cs}]*$/u, "must not contain NUL or broken characters"),
});

/** What of each kind has the words in its name or id, at most eight. */
export const searchSchema = z.object({
  campaigns: z.array(z.object({ id: z.string(), name: z.string(), advertiserName: z.string() })),
  advertisers: z.array(z.object({ id: z.string(), name: z.string() })),
  /** None for those who may not see sources. */
  sources: z.array(z.object({ id: z.string(), name: z.string() })),
  alerts: z.array(z.object({ id: z.string(), title: z.string() })),
});
export type SearchResults = z.infer<typeof searchSchema>;
