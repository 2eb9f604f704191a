import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

export interface Migration {
  name: string;
  sql: string;
  /** Hex SHA-256 of the file, as Prisma computes it. */
  checksum: string;
  /** False when the first line says `-- no-transaction`. */
  inTransaction: boolean;
}

/** Reads `<folder>/<name>/migration.sql`, Prisma's own layout, in the order of the names. */
export async function readMigrations(folder: string): Promise<Migration[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return Promise.all(
    names.sort().map(async (name) => {
      const sql = await readFile(join(folder, name, "migration.sql"), "utf8");
      const checksum = createHash("sha256").update(sql).digest("hex");
      return { name, sql, checksum, inTransaction: !/^--\s*no-transaction\s*$/m.test(sql.split("\n", 1)[0] ?? "") };
    }),
  );
}
