import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { PrismaClient } from "@/lib/storage/prisma";

/** A node of `explain (analyze, format json)`, as far as it is looked at. */
interface PlanNode {
  "Relation Name"?: string;
  "Actual Rows"?: number;
  "Actual Loops"?: number;
  Plans?: PlanNode[];
}

/** A look at a table that was taken while a statement ran. */
export interface Scan {
  relation: string;
  /** How many it gave, over all loops; the plan tells the mean of a loop in whole rows, so at least so many. */
  rows: number;
}

/** A statement and the tables that it looked at; parts of a plan that never ran are left out. */
export interface SeenPlan {
  statement: string;
  scans: Scan[];
}

export interface PlanWatch {
  prisma: PrismaClient;
  /** All statements since the last call, in the order in which they came. */
  take(): SeenPlan[];
  stop(): Promise<void>;
}

/** Makes a client that runs each of its queries twice: as it is, and before that explained with the same values. */
export function watchPlans(url: string): PlanWatch {
  let seen: SeenPlan[] = [];
  class ExplainingClient extends pg.Client {
    // the driver's several signatures, all of them passed on as they are
    override query(...args: never[]): never {
      const { text, values } = readArguments(args);
      if (/^\s*(select|with)\b/i.test(text)) {
        void super
          .query({ text: `explain (analyze, format json) ${text}`, values })
          .then((answer: pg.QueryResult) =>
            seen.push({ statement: text, scans: scansOf(answer.rows[0]["QUERY PLAN"]) }),
          )
          .catch((error: unknown) =>
            seen.push({ statement: `${text}\n${String(error)}`, scans: [{ relation: "?", rows: 0 }] }),
          );
      }
      return super.query(...(args as unknown as [string])) as never;
    }
  }
  const pool = new pg.Pool({ connectionString: url, max: 1, Client: ExplainingClient });
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool) });
  return {
    prisma,
    take: () => {
      const taken = seen;
      seen = [];
      return taken;
    },
    stop: async () => {
      await prisma.$disconnect();
      if (!pool.ended) await pool.end();
    },
  };
}

function readArguments(args: readonly unknown[]): { text: string; values: unknown[] } {
  const [first, second] = args as [string | { text?: string; values?: unknown[] }, unknown];
  const values = Array.isArray(second) ? second : typeof first === "string" ? [] : (first.values ?? []);
  return { text: typeof first === "string" ? first : (first.text ?? ""), values };
}

function scansOf(plans: readonly { Plan: PlanNode }[]): Scan[] {
  const scans: Scan[] = [];
  const walk = (node: PlanNode) => {
    const loops = node["Actual Loops"] ?? 0;
    const relation = node["Relation Name"];
    if (relation && loops > 0)
      scans.push({ relation, rows: Math.max(0, (node["Actual Rows"] ?? 0) - (loops > 1 ? 0.5 : 0)) * loops });
    for (const child of node.Plans ?? []) walk(child);
  };
  for (const { Plan } of plans) walk(Plan);
  return scans;
}
