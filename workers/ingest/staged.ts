import type { EventKind } from "@/lib/contracts/kinds";
import type { Rejection } from "@/lib/contracts/reject-reasons";
import type { RawOf } from "./decode/decoded";

/** What a refused record said of where it belongs, as far as it could be read; not validated. */
export interface Named {
  kind?: EventKind;
  campaignId?: unknown;
  creativeId?: unknown;
  occurredAt?: unknown;
}

/** Why a stage does not give a record on. */
export interface Refusal {
  rejection: Rejection;
  named?: Named;
}

/** A record that a stage refused. */
export interface RejectedRecord extends Rejection {
  /** Its number in the batch, from 1. */
  record: number;
  raw: RawOf;
  named?: Named;
  /** What kind of event it would have been, where that could be told. */
  eventKind?: EventKind;
  /** The campaign that it named, itself or by its creative, where the catalogue knows that. */
  campaignId?: string;
  /** When it says that it happened, epoch milliseconds, where that could be read. */
  eventAt?: number;
}

/** What every stage gives: the records that go on, in their order, and those that end here. */
export interface Staged<Item> {
  passed: Item[];
  rejected: RejectedRecord[];
}

/** Takes each item through a stage that either gives it on or says why not. */
export function stage<Item extends { record: number; raw: RawOf }, Next>(
  items: readonly Item[],
  work: (item: Item) => Next | Refusal,
): Staged<Next> {
  const passed: Next[] = [];
  const rejected: RejectedRecord[] = [];
  for (const item of items) {
    const result = work(item);
    if (isRefusal(result)) {
      rejected.push({ ...result.rejection, record: item.record, raw: item.raw, named: result.named });
    } else passed.push(result);
  }
  return { passed, rejected };
}

function isRefusal(result: unknown): result is Refusal {
  return typeof result === "object" && result !== null && "rejection" in result;
}
