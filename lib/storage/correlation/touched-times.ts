import { z } from "zod";

/** The first and last event time that a statement changed within one bucket of 15 minutes, epoch milliseconds. */
export const touchedTimesSchema = z.object({ from: z.number(), to: z.number() });
export type TouchedTimes = z.infer<typeof touchedTimesSchema>;
