import type { ZodType } from "zod";
import {
  bidRequestSchema,
  clickSchema,
  conversionSchema,
  impressionSchema,
  type ValidEvent,
} from "@/lib/contracts/events";
import type { EventKind } from "@/lib/contracts/kinds";
import type { RawOf } from "../decode/decoded";
import type { MappedRecord } from "../map/map-records";
import { type Refusal, type Staged, stage } from "../staged";
import { type ClockRules, checkClock } from "./check-clock";
import { toRejection } from "./to-rejection";

/** A record that keeps the contract of its kind. */
export type ValidRecord = ValidEvent & {
  record: number;
  raw: RawOf;
  /** The names of the event's fields that the sender sent. */
  sent: string[];
};

const schemas: Record<EventKind, ZodType> = {
  impression: impressionSchema,
  click: clickSchema,
  conversion: conversionSchema,
  bid_request: bidRequestSchema,
};

/** Holds records against contracts/events.ts and the rules of the clock. A refused record has one reason, the first. */
export function validateEvents(records: readonly MappedRecord[], clock: ClockRules): Staged<ValidRecord> {
  return stage(records, (item): ValidRecord | Refusal => {
    const { record, raw, kind, fields, sent } = item;
    const parsed = schemas[kind].safeParse(fields);
    if (!parsed.success) return { rejection: toRejection(parsed.error.issues[0], fields), named: { ...fields, kind } };
    const valid = { kind, event: parsed.data } as ValidEvent;
    const rejection = checkClock(valid.event.occurredAt, clock);
    return rejection ? { rejection, named: { ...fields, kind } } : { record, raw, sent, ...valid };
  });
}
