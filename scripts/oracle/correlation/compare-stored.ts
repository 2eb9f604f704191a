import { createHash } from "node:crypto";
import type { Client } from "pg";
import { unassigned } from "../world/write-record";
import { expectDays } from "./plain-days";
import type { ExpectedReach } from "./plain-reach";
import type { PlainRows } from "./plain-rows";
import type { ExpectedView } from "./plain-views";

/** What differs: lines that are missing in the database, and those that nobody expects. */
export interface Difference {
  name: string;
  rows: number;
  missing: string[];
  surplus: string[];
}

const time = (column: string) => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

const stored = {
  matches: `
    select concat_ws('|', 'impression', campaign_id, event_id, coalesce(bid_id, '-'), coalesce(${time("bid_at")}, '-')) as line from impression
    union all
    select concat_ws('|', 'click', campaign_id, event_id, coalesce(impression_id, '-'), coalesce(${time("impression_at")}, '-'),
      match_state, creative_id, site, device, country) from click`,
  credits: `
    select concat_ws('|', campaign_id, conversion_id, ${time("occurred_at")}, model, position, touch_kind, coalesce(touch_id, '-'),
      coalesce(${time("touch_at")}, '-'), creative_id, site, device, country, credit_micros, revenue_micros, cost_micros, filtered) as line
    from conversion_credit`,
  days: `
    select concat_ws('|', campaign_id, day, figure.key, figure.value) as line
    from reported_day cross join lateral jsonb_each_text(figures) as figure
    where figure.value <> '0' and campaign_id <> '${unassigned}'`,
};

export function expectedRows(rows: PlainRows, now: number): Record<keyof typeof stored, string[]> {
  const iso = (at: number) => new Date(at).toISOString();
  const matches = rows.events.flatMap(({ kind, campaign, id, cameFrom, creative, site, device, country }) => {
    const from = [cameFrom?.id ?? "-", cameFrom ? iso(cameFrom.at) : "-"];
    if (kind === "impression") return [[kind, campaign, id, ...from].join("|")];
    if (kind !== "click") return [];
    const state = cameFrom ? "matched" : "orphan";
    return [[kind, campaign, id, ...from, state, creative, site, device, country].join("|")];
  });
  const credits = rows.credits.map(({ conversion, model, position, touchKind, touch, ...credit }) =>
    [
      ...[conversion.campaign, conversion.id, iso(conversion.at), model, position, touchKind],
      ...[touch?.id ?? "-", touch ? iso(touch.at) : "-", credit.creative, credit.site, credit.device, credit.country],
      ...[credit.creditMicros, credit.revenueMicros, credit.costMicros, conversion.invalid ? "t" : "f"],
    ].join("|"),
  );
  return { matches, credits, days: expectedDays(rows, now) };
}

/** What has to be reported of days that were over at `now`. */
export function expectedDays(rows: PlainRows, now: number): string[] {
  return expectDays(rows, now).filter((line) => !line.startsWith(`${unassigned}|`));
}

/** @param maybe days that ended since the world was made may be reported or not; reported, they have to be right */
export async function compareRows(
  db: Client,
  expected: ReturnType<typeof expectedRows>,
  maybe: ReadonlySet<string>,
): Promise<Difference[]> {
  const differences: Difference[] = [];
  for (const [name, query] of Object.entries(stored)) {
    const { rows } = await db.query<{ line: string }>(query);
    const found = difference(
      name,
      expected[name as keyof typeof stored],
      rows.map((row) => row.line),
    );
    differences.push({ ...found, surplus: found.surplus.filter((line) => name !== "days" || !maybe.has(line)) });
  }
  return differences;
}

/** Compares digests first: a view has some ten thousand rows. */
export async function compareViews(db: Client, views: readonly ExpectedView[]): Promise<Difference> {
  const all: Difference = { name: "aggregates", rows: 0, missing: [], surplus: [] };
  for (const { view, groups, sums, lines } of views) {
    all.rows += lines.length;
    const cell = (column: string) => {
      if (column === "touch_bucket") return `coalesce(${time(column)}, '-')`;
      return column === "user_key" ? "replace(user_key::text, '-', '')" : `coalesce(${column}::text, '-')`;
    };
    const query = `select concat_ws('|', ${[time("bucket"), ...groups.map(cell), ...sums].join(", ")}) as line from ${view}`;
    const digest = `select md5(coalesce(string_agg(line, E'\\n' order by line collate "C"), '')) as digest from (${query}) as lines`;
    const { rows } = await db.query<{ digest: string }>(digest);
    if (rows[0]?.digest === createHash("md5").update(lines.join("\n")).digest("hex")) continue;
    const found = await db.query<{ line: string }>(query);
    const { missing, surplus } = difference(
      view,
      lines,
      found.rows.map((row) => row.line),
    );
    all.missing.push(...missing.map((line) => `${view} ${line}`));
    all.surplus.push(...surplus.map((line) => `${view} ${line}`));
  }
  return all;
}

export async function compareReach(db: Client, expected: readonly ExpectedReach[]): Promise<Difference> {
  const { rows } = await db.query<{ line: string }>(
    `select concat_ws('|', asked.no, coalesce(sum(d.gross[d.day - asked.from_day + 1]), 0), coalesce(sum(d.net[d.day - asked.from_day + 1]), 0)) as line
     from unnest($1::text[], $2::text[], $3::text[], $4::date[], $5::date[]) with ordinality
       as asked (kind, ref, time_zone, from_day, to_day, no)
     left join reach_scope s on s.kind = asked.kind and s.ref = asked.ref and s.time_zone = asked.time_zone and s.ready
     left join reach_day d on d.scope_id = s.id and d.day between asked.from_day and asked.to_day
     group by asked.no`,
    [
      expected.map((each) => each.kind),
      expected.map((each) => each.ref),
      expected.map((each) => each.timeZone),
      expected.map((each) => each.from),
      expected.map((each) => each.to),
    ],
  );
  const lines = expected.map(({ gross, net }, index) => `${index + 1}|${gross}|${net}`);
  return difference(
    "reach",
    lines,
    rows.map((row) => row.line),
  );
}

/** The log itself: first report and restatements lead, step by step, to what is reported now. */
export async function compareLog(db: Client): Promise<Difference & { restatements: number }> {
  const { rows } = await db.query<{ line: string; restatements: number }>(
    `with step as (
       select campaign_id, day, concat_ws('.', metric, traffic, model) as key, id, from_value, to_value,
         lag(to_value) over each as before, lead(id) over each is null as is_last, lag(id) over each is null as is_first
       from restatement window each as (partition by campaign_id, day, metric, traffic, model order by id)
     )
     select concat_ws('|', s.campaign_id, s.day, s.key, s.from_value, s.to_value) as line
     from step s left join reported_day r using (campaign_id, day)
     where (not s.is_first and s.before <> s.from_value)
       or (s.is_last and s.to_value <> coalesce((r.figures ->> s.key)::bigint, 0))
       or (s.is_first and s.from_value <> coalesce((r.first_figures ->> s.key)::bigint, 0))
       or s.from_value = s.to_value
     union all
     select concat_ws('|', r.campaign_id, r.day, now.key, 'changed without a restatement')
     from reported_day r cross join lateral jsonb_each_text(r.figures) as now
     where coalesce((r.first_figures ->> now.key)::bigint, 0) <> now.value::bigint
       and not exists (select from step s where s.campaign_id = r.campaign_id and s.day = r.day and s.key = now.key)`,
  );
  const { rows: counted } = await db.query<{ count: number }>("select count(*)::int as count from restatement");
  const restatements = counted[0]?.count ?? 0;
  return {
    ...difference(
      "restatement log",
      [],
      rows.map((row) => row.line),
    ),
    rows: restatements,
    restatements,
  };
}

function difference(name: string, expected: readonly string[], found: readonly string[]): Difference {
  const counts = new Map<string, number>();
  for (const line of expected) counts.set(line, (counts.get(line) ?? 0) + 1);
  const surplus: string[] = [];
  for (const line of found) {
    const left = counts.get(line) ?? 0;
    if (left > 0) counts.set(line, left - 1);
    else surplus.push(line);
  }
  const missing = [...counts].flatMap(([line, count]) => Array.from({ length: count }, () => line));
  return { name, rows: expected.length, missing, surplus };
}
