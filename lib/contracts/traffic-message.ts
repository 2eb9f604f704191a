import { z } from "zod";

/** Epoch milliseconds within the years that PostgreSQL and ISO 8601 write alike, the rules' windows added. */
const eventTimeSchema = z.number().min(Date.UTC(1900, 0)).max(Date.UTC(9000, 0));
const touchedSchema = { from: eventTimeSchema, to: eventTimeSchema };
/**
 * A message of TRAFFIC_V1: whose events a chunk stored, with the first and last event time of each
 * (epoch milliseconds), so that the rules over several events look at them. Everything between the two is
 * looked at, so a key whose events lie far apart had better stand there several times.
 */
export const trafficMessageSchema = z.object({
  /** Names the cause in the ledger. */
  cause: z.string(),
  users: z.array(z.object({ userKey: z.guid(), ...touchedSchema })),
  addresses: z.array(z.object({ addressKey: z.guid(), ...touchedSchema })),
  sites: z.array(z.object({ site: z.string(), ...touchedSchema })),
  /** Campaigns whose clicks were touched: the share of clicks with an impression is of a campaign's day. */
  campaigns: z.array(z.object({ campaignId: z.string(), ...touchedSchema })),
});
export type TrafficMessage = z.infer<typeof trafficMessageSchema>;
export const trafficSubject = "traffic.v1.touched";
