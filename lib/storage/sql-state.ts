/**
 * Gives PostgreSQL's code of a failed statement, such as `40P01` for a deadlock, or null when the error
 * is not the server's answer. Prisma buries it in what its driver adapter reports.
 */
export function sqlStateOf(error: unknown): string | null {
  for (let fault = error, depth = 0; fault instanceof Object && depth < 5; depth += 1) {
    const { originalCode, meta, cause, driverAdapterError } = fault as Record<string, unknown>;
    if (typeof originalCode === "string") return originalCode;
    fault = driverAdapterError ?? meta ?? cause;
  }
  return null;
}

/** Deadlocks and serialization failures: the same transaction, run again, can succeed. */
export function isTransactionConflict(error: unknown): boolean {
  const state = sqlStateOf(error);
  return state === "40001" || state === "40P01" || (error as { code?: unknown })?.code === "P2034";
}

/**
 * Data that PostgreSQL cannot take (class 22), that breaks a constraint (class 23) or is too large for an index or a
 * statement (class 54): no retry helps.
 */
export function isDataRefused(error: unknown): boolean {
  return /^(?:2[23]|54)/.test(sqlStateOf(error) ?? "");
}
