import { type Preview, type PreviewCandidate, type PreviewRecord, previewRecords } from "@/lib/contracts/preview";
import { type ChunkText, withLine } from "../decode/chunk-text";
import type { Decoded } from "../decode/decoded";
import type { EnrichedRecord } from "../enrich/enrich-events";
import type { MappedRecord } from "../map/map-records";
import type { RejectedRecord } from "../staged";
import { clipEvent, clipText } from "./clip-event";

/** What became of a sample in the stages in front of the database. */
export interface Tried {
  decoded: readonly Decoded[];
  mapped: readonly MappedRecord[];
  passed: readonly EnrichedRecord[];
  rejected: readonly RejectedRecord[];
  text: ChunkText;
}

const maxRawLength = 2000;
/** UTF-8 has at most four bytes a character. */
const maxRawBytes = maxRawLength * 4;
const utf8 = new TextDecoder();

/** Tells what became of a sample: the counts, and of its first 20 records each one. */
export function toPreview(candidate: PreviewCandidate, tried: Tried, withRecords: boolean): Preview {
  const { sourceId, kind } = candidate;
  const records = withRecords ? tried.decoded.slice(0, previewRecords).map(showing(tried)) : [];
  return { sourceId, kind, accepted: tried.passed.length, rejected: tried.rejected.length, records };
}

/** A record that came as far as our field names is shown in them, also when it was rejected then. */
function showing({ mapped, passed, rejected, text }: Tried): (item: Decoded) => PreviewRecord {
  const byRecord = <Item extends { record: number }>(items: readonly Item[]) =>
    new Map(items.map((item) => [item.record, item]));
  const [mappedOf, passedOf, rejectedOf] = [byRecord(mapped), byRecord(passed), byRecord(rejected)];
  return ({ record, raw }) => {
    const rejection = rejectedOf.get(record);
    const { kind = null, fields = null } = mappedOf.get(record) ?? {};
    const event = passedOf.get(record)?.event ?? fields;
    return {
      record,
      raw: clipText(utf8.decode(raw().subarray(0, maxRawBytes)), maxRawLength),
      kind,
      event: event && clipEvent(event as Record<string, unknown>),
      rejection: rejection
        ? {
            reason: rejection.reason,
            field: rejection.field,
            message: clipText(withLine(text, record, rejection.message), 500),
          }
        : null,
    };
  };
}
