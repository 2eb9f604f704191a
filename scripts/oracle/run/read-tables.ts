import type { Client } from "pg";
import type { Tables } from "../plain/expected";

const time = (column: string) => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
/** Ids that were made of the content are told apart by everything else. */
const id = "case when event_id like 'h:%' then 'h:' else event_id end";
const key = "replace(user_key::text, '-', '')";
const marks =
  "coalesce(array_to_string(array(select mark from unnest(marks) as mark order by mark collate \"C\"), ','), '')";

const events = (kind: string, columns: { creative: string; site: string; money: string }) => `
  select concat_ws('|', '${kind}', ${id}, ${time("occurred_at")}, batch_id, ${key}, campaign_id,
    coalesce(${columns.creative}, ''), coalesce(${columns.site}, ''), ${columns.money}, ${marks}, coalesce(filter_reason, ''))
    as line from ${kind}`;

const queries: Record<keyof Tables, string[]> = {
  events: [
    events("impression", { creative: "creative_id", site: "site", money: "cost_micros::text" }),
    events("click", { creative: "sent_creative_id", site: "sent_site", money: "cost_micros::text" }),
    events("conversion", { creative: "creative_id", site: "site", money: "value_micros::text" }),
    events("bid_request", { creative: "null::text", site: "site", money: "''" }),
  ],
  journeys: [
    `select concat_ws('|', ${key}, campaign_id, ${time("occurred_at")}, kind, ${id}, coalesce(creative_id, ''),
      coalesce(site, ''), device, country, ${marks}, filtered::text) as line from journey_event`,
  ],
  rejects: ["select concat_ws('|', batch_id, record_no, reason, coalesce(field, '')) as line from rejected_record"],
  ledger: [
    `select concat_ws('|', batch_id, sum(received), sum(stored), sum(duplicate), sum(rejected), sum(filtered)) as line
      from ledger_entry group by batch_id`,
  ],
  arrivals: [
    `select concat_ws('|', campaign_id, kind, ${time("bucket")}, duplicate, late) as line
      from campaign_arrival where duplicate + late > 0`,
  ],
};

/** Reads what the database holds, in the form of the oracle's lines. */
export async function readTables(db: Client): Promise<Tables> {
  const tables: Tables = { events: [], journeys: [], rejects: [], ledger: [], arrivals: [] };
  for (const [name, statements] of Object.entries(queries)) {
    const lines = tables[name as keyof Tables];
    for (const statement of statements) {
      const { rows } = await db.query<{ line: string }>(statement);
      for (const { line } of rows) lines.push(line);
    }
    lines.sort();
  }
  return tables;
}
