import pino, { type Logger } from "pino";

export type { Logger };

/**
 * A structured logger for one part of the product, JSON lines on standard output.
 * Never log bodies, addresses, user ids or keys: `redact` is a net, not a licence.
 */
export function createLogger(name: string, level = "info"): Logger {
  return pino({
    name,
    level,
    base: undefined,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: ["authorization", "*.authorization", "password", "*.password", "key", "*.key", "secret", "*.secret"],
  });
}
