import { z } from "zod";
import { externalIdSchema, textSchema, timeZoneSchema } from "./primitives";

/**
 * Invalid traffic: the rules, their parameters, and what is told of them. General and sophisticated
 * after the Media Rating Council's "Invalid Traffic Detection and Filtration" guidelines.
 */

/** In the order in which they give an event its reason: the first rule that marks it and is on. */
export const trafficRuleNames = [
  "known_crawler",
  "non_browser_agent",
  "non_routable_address",
  "data_center_address",
  "hidden_placement",
  "repeated_click",
  "click_too_soon",
  "user_rate",
  "address_rate",
  "site_rate",
  "user_on_many_addresses",
  "click_without_impression",
] as const;
export const trafficRuleNameSchema = z.enum(trafficRuleNames);
export type TrafficRuleName = z.infer<typeof trafficRuleNameSchema>;

const seconds = (most: number) => z.number().int().min(1).max(most);
const count = z.number().int().min(1).max(1_000_000);

/** A network in CIDR notation, or one address. */
const networkSchema = z.union([z.cidrv4(), z.cidrv6(), z.ipv4(), z.ipv6()], {
  error: "must be a network such as 203.0.113.0/24 or 2001:db8::/32, or an address",
});

/** More than `events` of a kind within any `seconds` of event time are too many. */
const rateLimitSchema = z.strictObject({
  kind: z.enum(["impression", "click"]),
  seconds: seconds(86_400),
  events: count,
});
export type RateLimit = z.infer<typeof rateLimitSchema>;

/** The long windows are of clicks: of impressions nobody could look at that many again and again. */
function rateLimits(defaults: RateLimit[], mostSeconds: { impression: number; click: number }) {
  const limits = z
    .array(rateLimitSchema)
    .min(1)
    .max(8)
    .refine((all) => all.every((limit) => limit.seconds <= mostSeconds[limit.kind]), {
      message: `windows are at most ${mostSeconds.impression} s of impressions and ${mostSeconds.click} s of clicks`,
    });
  return z.strictObject({ limits: limits.default(defaults) });
}

const limit = (kind: RateLimit["kind"], window: number, events: number): RateLimit => ({
  kind,
  seconds: window,
  events,
});

/** The parameters of each rule with their defaults, which are what `{}` stands for. */
export const trafficParamsSchemas = {
  /** Beside the list that comes with the release. Patterns are text that an agent contains, any case. */
  known_crawler: z.strictObject({
    patterns: z.array(textSchema(200)).max(500).default([]),
    exceptions: z.array(textSchema(200)).max(500).default([]),
  }),
  non_browser_agent: z.strictObject({}),
  non_routable_address: z.strictObject({}),
  /** Beside the networks of known hosting companies: more of them, in CIDR notation, and exceptions. */
  data_center_address: z.strictObject({
    networks: z.array(networkSchema).max(5000).default([]),
    exceptions: z.array(networkSchema).max(5000).default([]),
  }),
  hidden_placement: z.strictObject({}),
  /** A click within `seconds` after another one of the same user, campaign and sent creative. */
  repeated_click: z.strictObject({ seconds: seconds(3600).default(10) }),
  /** A click less than `milliseconds` after its impression. */
  click_too_soon: z.strictObject({ milliseconds: z.number().int().min(1).max(60_000).default(300) }),
  user_rate: rateLimits(
    [limit("impression", 60, 60), limit("impression", 3600, 600), limit("click", 60, 10), limit("click", 86_400, 60)],
    { impression: 3600, click: 86_400 },
  ),
  address_rate: rateLimits([limit("impression", 60, 300), limit("click", 3600, 60), limit("click", 86_400, 200)], {
    impression: 60,
    click: 86_400,
  }),
  site_rate: rateLimits([limit("impression", 60, 30_000), limit("click", 60, 600)], { impression: 60, click: 60 }),
  /** One user id from more than `perDay` addresses on a UTC day, or `perWeek` on seven in a row. */
  user_on_many_addresses: z.strictObject({
    perDay: z.number().int().min(2).max(1000).default(10),
    perWeek: z.number().int().min(2).max(5000).default(30),
  }),
  /**
   * A click that no impression explains, where impressions are measured: of a campaign and UTC day with at
   * least `minClicks` clicks, of which at least `minMatchedShare` have their impression. Elsewhere the
   * clicks of a sender who reports no impressions would all be marked.
   */
  click_without_impression: z.strictObject({
    minClicks: count.default(20),
    minMatchedShare: z.number().min(0.01).max(1).default(0.5),
  }),
} satisfies Record<TrafficRuleName, z.ZodType>;
export type TrafficParams = { [Name in TrafficRuleName]: z.infer<(typeof trafficParamsSchemas)[Name]> };

export interface TrafficRuleFacts {
  title: string;
  /** MRC: general invalid traffic is found by lists and routine checks, sophisticated by analysis. */
  category: "general" | "sophisticated";
  /** Whether it looks at one record as it comes, or at the set of stored events afterwards. */
  looksAt: "record" | "events";
  description: string;
}

export const trafficRules: Record<TrafficRuleName, TrafficRuleFacts> = {
  known_crawler: {
    title: "Known crawler",
    category: "general",
    looksAt: "record",
    description: "The user agent names itself as a bot or spider.",
  },
  non_browser_agent: {
    title: "Not a browser",
    category: "general",
    looksAt: "record",
    description: "The user agent is a program's, or a browser that a program drives.",
  },
  non_routable_address: {
    title: "Address that cannot be",
    category: "general",
    looksAt: "record",
    description: "The address is private, reserved or no address, so nobody can have come from there.",
  },
  data_center_address: {
    title: "Data centre",
    category: "general",
    looksAt: "record",
    description: "The address belongs to a hosting company, where servers stand and not people.",
  },
  hidden_placement: {
    title: "Hidden placement",
    category: "sophisticated",
    looksAt: "record",
    description: "The impression was told to be hidden, or of no size.",
  },
  repeated_click: {
    title: "Repeated click",
    category: "general",
    looksAt: "events",
    description: "The same user clicked the same ad moments before.",
  },
  click_too_soon: {
    title: "Click too soon",
    category: "sophisticated",
    looksAt: "events",
    description: "The click came faster after its impression than a person can.",
  },
  user_rate: {
    title: "User too busy",
    category: "general",
    looksAt: "events",
    description: "More impressions or clicks of one user than a person makes in the time.",
  },
  address_rate: {
    title: "Address too busy",
    category: "general",
    looksAt: "events",
    description: "More impressions or clicks from one address than people behind it make in the time.",
  },
  site_rate: {
    title: "Site too busy",
    category: "general",
    looksAt: "events",
    description: "More impressions or clicks on one site than it can have in the time.",
  },
  user_on_many_addresses: {
    title: "User on many addresses",
    category: "sophisticated",
    looksAt: "events",
    description: "One user id from more addresses than a person moves between.",
  },
  click_without_impression: {
    title: "Click without impression",
    category: "sophisticated",
    looksAt: "events",
    description: "No impression explains the click, though the campaign's impressions are measured.",
  },
};

/** A mark as events carry it: the rule and the version of its parameters. */
export function markOf(rule: TrafficRuleName, version: number): string {
  return `${rule}@${version}`;
}

/** A step of a rule's setting over event time; it counts until the next one. */
export const trafficPeriodSchema = z.object({
  rule: trafficRuleNameSchema,
  fromAt: z.iso.datetime(),
  enabled: z.boolean(),
  /** With the defaults filled in. */
  params: z.record(z.string(), z.unknown()),
  version: z.number().int(),
  actor: z.string(),
  changedAt: z.iso.datetime(),
});
export type TrafficPeriod = z.infer<typeof trafficPeriodSchema>;

export const trafficJobSchema = z.object({
  id: z.string(),
  rule: trafficRuleNameSchema,
  from: z.iso.datetime(),
  /** Exclusive. */
  to: z.iso.datetime(),
  state: z.enum(["waiting", "running", "done"]),
  /** Of the stretch, from 0 to 1. */
  progress: z.number(),
  /** How many events have another reason than before. */
  changed: z.number().int(),
  createdBy: z.string(),
  createdAt: z.iso.datetime(),
  finishedAt: z.iso.datetime().nullable(),
});
export type TrafficJob = z.infer<typeof trafficJobSchema>;

/** `GET /api/traffic/rules`: each rule with its setting now, its steps, and what is being worked out again. */
export const trafficRuleListSchema = z.object({
  rules: z.array(
    z.object({
      name: trafficRuleNameSchema,
      title: z.string(),
      category: z.enum(["general", "sophisticated"]),
      looksAt: z.enum(["record", "events"]),
      description: z.string(),
      enabled: z.boolean(),
      params: z.record(z.string(), z.unknown()),
      version: z.number().int(),
      /** Oldest first. */
      periods: z.array(trafficPeriodSchema),
    }),
  ),
  jobs: z.array(trafficJobSchema),
});
export type TrafficRuleList = z.infer<typeof trafficRuleListSchema>;

/**
 * `PATCH /api/traffic/rules/{rule}`: switches a rule on or off, or sets its parameters, for event time from
 * `from` (the beginning when it is absent) up to `to` (for ever). Parameters of rules that look at one record
 * count for records that arrive from now on, since addresses and agents are not kept.
 */
export const trafficRulePatchSchema = z
  .strictObject({
    enabled: z.boolean().optional(),
    params: z.record(z.string(), z.unknown()).optional(),
    from: z.iso.datetime({ offset: true }).nullish(),
    to: z.iso.datetime({ offset: true }).nullish(),
  })
  .refine((patch) => patch.enabled !== undefined || patch.params !== undefined, "must name enabled or params")
  .refine((patch) => !patch.from || !patch.to || Date.parse(patch.from) < Date.parse(patch.to), {
    path: ["to"],
    message: "must be later than from",
  });
export type TrafficRulePatch = z.infer<typeof trafficRulePatchSchema>;

/** `GET /api/traffic/shares?by=&from=&to=&campaignId=`: how much of what is stored is invalid. */
export const trafficShareQuerySchema = z.object({
  by: z.enum(["rule", "source", "site", "day"]).default("rule"),
  /** ISO times or dates; the last 30 days when they are absent. */
  from: z.union([z.iso.datetime({ offset: true }), z.iso.date()]).optional(),
  to: z.union([z.iso.datetime({ offset: true }), z.iso.date()]).optional(),
  timeZone: timeZoneSchema.default("UTC"),
  campaignId: externalIdSchema.optional(),
  source: externalIdSchema.optional(),
});
export type TrafficShareQuery = z.infer<typeof trafficShareQuerySchema>;
export const trafficSharesSchema = z.object({
  rows: z.array(
    z.object({
      /** The rule, source id, site, or day (YYYY-MM-DD). */
      key: z.string(),
      /** What to show for it. */
      name: z.string(),
      invalidImpressions: z.number().int(),
      invalidClicks: z.number().int(),
      invalidCostMicros: z.number().int(),
      /** Gross; null by rule, since a rule has no traffic of its own. */
      impressions: z.number().int().nullable(),
      clicks: z.number().int().nullable(),
    }),
  ),
  totals: z.object({
    impressions: z.number().int(),
    clicks: z.number().int(),
    invalidImpressions: z.number().int(),
    invalidClicks: z.number().int(),
  }),
  from: z.iso.datetime(),
  to: z.iso.datetime(),
});
export type TrafficShares = z.infer<typeof trafficSharesSchema>;
