import { createHash } from "node:crypto";
import type { IngestKind } from "@/lib/contracts/kinds";
import type { LocalFile } from "../files/local-file";

/**
 * The Idempotency-Key of a file: told by its content and by what it is announced as, so that the same file is the
 * same batch whatever its name, and an interrupted upload is found again by a later run.
 * @param fresh makes it another batch
 */
export function idempotencyKey(
  file: Pick<LocalFile, "sha256" | "contentType" | "encoding">,
  kind: IngestKind,
  fresh: string | null,
): string {
  const told = JSON.stringify([kind, file.contentType, file.encoding, file.sha256, fresh]);
  return `file-${createHash("sha256").update(told).digest("hex")}`;
}
