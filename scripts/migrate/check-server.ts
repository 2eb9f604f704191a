import type { Client } from "pg";

/** A server that cannot carry the product; the message is one sentence that says what to do. */
export class UnfitServerError extends Error {
  override readonly name = "UnfitServerError";
}

export interface ServerFacts {
  /** `server_version_num`, such as 150004. */
  server: number;
  /** The version of TimescaleDB that is installed, else that could be; null without one. */
  timescale: string | null;
  /** `timescaledb.license`; null while the library is not loaded. */
  licence: string | null;
}

/**
 * Checks that the server is PostgreSQL 15 or newer with TimescaleDB 2.17 or newer under its
 * Community licence (the Apache edition has no continuous aggregates, compression or retention).
 * @throws UnfitServerError otherwise.
 */
export async function checkServer(client: Client): Promise<void> {
  const { rows } = await client.query<ServerFacts>(
    `select current_setting('server_version_num')::int as server,
       coalesce((select extversion from pg_extension where extname = 'timescaledb'),
                (select default_version from pg_available_extensions where name = 'timescaledb')) as timescale,
       current_setting('timescaledb.license', true) as licence`,
  );
  const sentence = rows[0] ? whyUnfit(rows[0]) : "The database server did not tell its version.";
  if (sentence) throw new UnfitServerError(sentence);
}

/** The sentence that refuses such a server; none for one that fits. */
export function whyUnfit({ server, timescale, licence }: ServerFacts): string | undefined {
  if (server < 150_000) return `The database server is PostgreSQL ${Math.floor(server / 10_000)}; use 15 or newer.`;
  if (timescale === null) {
    return "The database server has no TimescaleDB; install TimescaleDB 2.17 or newer, Community edition.";
  }
  const [major = 0, minor = 0] = timescale.split(".").map(Number);
  if (major < 2 || (major === 2 && minor < 17)) {
    return `The database server has TimescaleDB ${timescale}; use 2.17 or newer.`;
  }
  if (licence !== null && licence !== "timescale") {
    return `TimescaleDB runs under the licence setting '${licence}'; set timescaledb.license = 'timescale' (Community edition).`;
  }
  return undefined;
}
