import type { Client } from "pg";

/** A server that cannot carry the product; the message is one sentence that says what to do. */
export class UnfitServerError extends Error {
  override readonly name = "UnfitServerError";
}

/**
 * Checks that the server is PostgreSQL 15 or newer with TimescaleDB 2.17 or newer under its
 * Community licence (the Apache edition has no continuous aggregates, compression or retention).
 * @throws UnfitServerError otherwise.
 */
export async function checkServer(client: Client): Promise<void> {
  const { rows } = await client.query<{ server: number; timescale: string | null; licence: string | null }>(
    `select current_setting('server_version_num')::int as server,
       coalesce((select extversion from pg_extension where extname = 'timescaledb'),
                (select default_version from pg_available_extensions where name = 'timescaledb')) as timescale,
       current_setting('timescaledb.license', true) as licence`,
  );
  const [row] = rows;
  if (!row) throw new UnfitServerError("The database server did not tell its version.");
  if (row.server < 150_000) {
    throw new UnfitServerError(
      `The database server is PostgreSQL ${Math.floor(row.server / 10_000)}; use 15 or newer.`,
    );
  }
  if (row.timescale === null) {
    throw new UnfitServerError(
      "The database server has no TimescaleDB; install TimescaleDB 2.17 or newer, Community edition.",
    );
  }
  const [major = 0, minor = 0] = row.timescale.split(".").map(Number);
  if (major < 2 || (major === 2 && minor < 17)) {
    throw new UnfitServerError(`The database server has TimescaleDB ${row.timescale}; use 2.17 or newer.`);
  }
  if (row.licence !== null && row.licence !== "timescale") {
    throw new UnfitServerError(
      `TimescaleDB runs under the licence setting '${row.licence}'; set timescaledb.license = 'timescale' (Community edition).`,
    );
  }
}
