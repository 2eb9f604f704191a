import { NatsError } from "nats";
import { AppError } from "@/lib/errors";
import { isDatabaseUnavailable } from "@/lib/storage/database-unavailable";
import { isDataRefused, sqlStateOf } from "@/lib/storage/sql-state";

/** What Prisma throws without an answer of the server: no connection in time, a transaction that took too long. */
const prismaFault = /^(?:PrismaClient(?:KnownRequest|UnknownRequest|Initialization)Error|DriverAdapterError)$/;

/**
 * Tells whether an error is the fault of the database or of NATS and not of the chunk at hand, so that
 * it must be tried again for as long as it takes.
 */
export function isInfrastructureFault(error: unknown): boolean {
  if (isDataRefused(error)) return false;
  if (sqlStateOf(error) !== null || isDatabaseUnavailable(error)) return true;
  if (error instanceof AppError) return error.code === "unavailable";
  return error instanceof NatsError || (error instanceof Error && prismaFault.test(error.name));
}
