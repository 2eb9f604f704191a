import { type IngestKind, ingestKindSchema } from "@/lib/contracts/kinds";
import { AppError } from "@/lib/errors";

/**
 * Reads the kind of events from the path.
 * @throws AppError `not_found`
 */
export function requireKind(kind: string): IngestKind {
  const parsed = ingestKindSchema.safeParse(kind);
  if (parsed.success) return parsed.data;
  throw new AppError(
    "not_found",
    `There is nothing to ingest here: use one of ${ingestKindSchema.options.join(", ")}.`,
  );
}
