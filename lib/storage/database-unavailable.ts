/** Prisma: cannot reach, timed out, closed, no free connection. */
const prismaCodes = new Set(["P1001", "P1002", "P1008", "P1017", "P2024"]);
const socketCodes = new Set(["ECONNREFUSED", "ECONNRESET", "ETIMEDOUT", "EPIPE", "ENOTFOUND", "EAI_AGAIN"]);
/** PostgreSQL: shutting down, starting up, no connection left; class 08 is connection failures. */
const serverCodes = /^(08...|57P0[123]|53300)$/;
const driverMessages =
  /connection terminated|timeout exceeded when trying to connect|server closed the connection|can't reach database/i;

/** Tells whether an error says that the database cannot be reached now, so that trying again later can help. */
export function isDatabaseUnavailable(error: unknown): boolean {
  for (let fault = error, depth = 0; fault instanceof Object && depth < 5; depth += 1) {
    const { code, originalCode, message, cause } = fault as Record<string, unknown>;
    for (const candidate of [code, originalCode]) {
      if (typeof candidate !== "string") continue;
      if (prismaCodes.has(candidate) || socketCodes.has(candidate) || serverCodes.test(candidate)) return true;
    }
    if (typeof message === "string" && driverMessages.test(message)) return true;
    fault = cause;
  }
  return false;
}
