import { z } from "zod";

const maxText = 2_000;
const text = z
  .string()
  .transform((value) => value.slice(0, maxText))
  .optional();

/** What a browser says of what its page's policy refused (W3C CSP Level 3, section 5.3: `report-uri`). */
export const cspReportSchema = z.object({
  "csp-report": z.object({
    "document-uri": text,
    "effective-directive": text,
    "violated-directive": text,
    "blocked-uri": text,
  }),
});
export type CspReport = z.infer<typeof cspReportSchema>;
