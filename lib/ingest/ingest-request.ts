import type { BatchVia } from "@/lib/contracts/chunk";
import type { IngestKind } from "@/lib/contracts/kinds";
import type { BodySource } from "./body/body-plan";
import type { RateLimits } from "./rates/source-rates";

/** What the door is asked to take in. */
export interface IngestRequest extends BodySource {
  kind: IngestKind;
  sourceId: string;
  idempotencyKey: string | null;
  /** `api` when it is absent. */
  via?: BatchVia;
  fileName?: string | null;
  /** The batch whose rejects the body corrects. */
  corrects?: string | null;
  /** Where a broken upload goes on, in the decompressed body; with an idempotency key only. */
  uploadOffset?: number | null;
  /** Of the source; the defaults hold where there are none. */
  limits?: RateLimits;
}
