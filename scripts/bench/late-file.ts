import { loadavg } from "node:os";
import { parseArgs } from "node:util";
import type { Client } from "pg";
import { startPipeline } from "../oracle/run/start-pipeline";
import { campaigns, chunksOf, conversions, lateFile, lateId, sourceId, standing } from "./late-file/events";

/**
 * `npm run bench:late-file -- --events 100000`: a file of 10,000 impressions comes 20 days late to the real worker, on a
 * database with data of 30 days that is at rest. Says after how many seconds the events are stored, the credits of
 * 5,000 conversions are right, all aggregates show it, and the restatement log holds what it changed. Waits of the product
 * (15 s of calm before a day is compared) are in it. On the empty database that DATABASE_URL names, or an embedded one.
 */
const { values } = parseArgs({
  options: { events: { type: "string", default: "50000" }, late: { type: "string", default: "10000" } },
});
const [events, late] = [Number(values.events), Number(values.late)];
const now = Date.now();

const checks: Record<string, string> = {
  stored: `select count(*) = ${late} as ok from impression where event_id like '${lateId}%'`,
  credits: `
    select count(*) = ${5 * (late / 2)} as ok from conversion_credit
    where touch_kind = 'view' and touch_id = '${lateId}' || (2 * substring(conversion_id from '[0-9]+$')::int)`,
  aggregates: `
    select (select sum(impressions) from impression_by_site_1d) = (select count(*) from impression)
      and (select sum(post_view_micros) from credit_by_site_1d) = (select sum(credit_micros) from conversion_credit where touch_kind = 'view')
      as ok`,
  restatements: `
    select count(*) > 0 and bool_and(told = shown and first_told + restated = told) as ok
    from (
      select coalesce((figures ->> key)::bigint, 0) as told, coalesce((first_figures ->> key)::bigint, 0) as first_told,
        (select coalesce(sum(to_value - from_value), 0) from restatement r
          where r.campaign_id = d.campaign_id and r.day = d.day and concat_ws('.', metric, traffic, model) = key) as restated,
        case key when 'impressions.gross' then (select sum(impressions) from impression_by_site_1d v
            where v.campaign_id = d.campaign_id and v.bucket = d.day::timestamp at time zone 'UTC')
          else (select sum(post_view_micros) from credit_by_site_1d v where v.campaign_id = d.campaign_id
            and v.bucket = d.day::timestamp at time zone 'UTC' and model = 'linear') end as shown
      from reported_day d cross join unnest(array['impressions.gross', 'postViewMicros.gross.linear']) as key
      where day = ((now() at time zone 'UTC')::date - 20)
    ) as figure where told > 0`,
};

async function seed(db: Client): Promise<void> {
  await db.query("insert into source (id, name) values ($1, $1)", [sourceId]);
  await db.query("insert into advertiser (id, name) values ('late', 'late')");
  for (const id of campaigns) {
    await db.query("insert into campaign (id, advertiser_id, name) values ($1, 'late', $1)", [id]);
    await db.query("insert into creative (id, campaign_id, name) values ($1 || '-a', $1, $1)", [id]);
  }
}

const pipeline = await startPipeline(["ingest", "correlate", "rollup"]);
try {
  const { db, send } = pipeline;
  await seed(db);
  for (const { header, bytes } of [
    ...chunksOf("impressions", standing(events, 30, now)),
    ...chunksOf("conversions", conversions(late, now)),
  ]) {
    await send(header, bytes);
  }
  await pipeline.drained();
  const { rows: rejected } = await db.query("select 1 from rejected_record limit 1");
  if (rejected.length > 0) throw new Error("records of the bench were rejected");
  const seconds: Record<string, number> = {};
  const startedAt = performance.now();
  const sent = Promise.all(
    chunksOf("impressions", lateFile(late, now)).map(({ header, bytes }) => send(header, bytes)),
  );
  for (const [name, check] of Object.entries(checks)) {
    for (let isRight = false; !isRight; ) {
      const { rows } = await db.query<{ ok: boolean | null }>(check);
      isRight = rows[0]?.ok === true;
      if (performance.now() - startedAt > 300_000) throw new Error(`${name} are not right after five minutes`);
      if (!isRight) await new Promise((resolve) => setTimeout(resolve, 250));
    }
    seconds[name] = Math.round((performance.now() - startedAt) / 100) / 10;
  }
  await sent;
  await pipeline.drained();
  const { rows } = await db.query(
    "select count(*)::int as lines, count(distinct (campaign_id, day))::int as days from restatement",
  );
  console.log("| right after, in seconds | |\n|---|---:|");
  for (const [name, after] of Object.entries(seconds)) console.log(`| ${name} | ${after} |`);
  console.log(
    JSON.stringify({
      bench: "late-file",
      events,
      late,
      seconds,
      restatements: rows[0],
      // what others do on the machine meanwhile
      load: Math.round(loadavg()[0] ?? 0),
      database: process.env.DATABASE_URL ? "native" : "embedded",
    }),
  );
} finally {
  await pipeline.stop();
}
