import { parseArgs } from "node:util";
import pg from "pg";
import { createPrisma } from "@/lib/storage/prisma";
import { migrate } from "@/scripts/migrate/migrate";
import { openDatabase } from "./reports/database";
import { growWorld, openWorld } from "./reports/grow-world";
import { measureIngest } from "./reports/ingest-rate";
import { measureReports } from "./reports/measure-reports";
import { tellReports } from "./reports/tell";

/**
 * `npm run bench:reports -- --events 2000000 --days 60 --campaigns 40`: how long every report of a campaign page and
 * the list takes over so many stored events, beside what the database needs for nothing at all. On the database that
 * DATABASE_URL names (which then holds the bench's world: take an empty one), or on an embedded one whose data is
 * kept under --data-dir and taken up again by the next run, which can fill more events in (growth: run it with
 * 1,000,000, then with 2,000,000). --ingest 40 also stores 40 chunks of 1,000 fresh events by the product's own
 * stages, after 40 uncounted.
 */
const { values } = parseArgs({
  options: {
    events: { type: "string", default: "2000000" },
    days: { type: "string", default: "60" },
    campaigns: { type: "string", default: "40" },
    runs: { type: "string", default: "30" },
    ingest: { type: "string", default: "0" },
    only: { type: "string", default: "" },
    "data-dir": { type: "string", default: ".data/bench-reports" },
  },
});

const database = await openDatabase(values["data-dir"]);
try {
  await migrate(database.url);
  const db = new pg.Client({ connectionString: database.url });
  await db.connect();
  const prisma = createPrisma(database.url);
  try {
    const stored = await openWorld(db, Number(values.days), Number(values.campaigns));
    await growWorld(db, prisma, stored, Number(values.events));
    const figures = await measureReports(prisma, stored.world, { runs: Number(values.runs), only: values.only });
    tellReports(stored.events, figures);
    const chunks = Number(values.ingest);
    if (chunks > 0) {
      const rate = await measureIngest(prisma, chunks);
      console.log(JSON.stringify({ bench: "ingest", events: stored.events, ...rate }));
    }
  } finally {
    await prisma.$disconnect();
    await db.end();
  }
} finally {
  await database.stop();
}
