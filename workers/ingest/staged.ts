import type { Rejection } from "@/lib/contracts/reject-reasons";
import type { RawOf } from "./decode/decoded";

/** A record that a stage refused. */
export interface RejectedRecord extends Rejection {
  /** Its number in the batch, from 1. */
  record: number;
  raw: RawOf;
}

/** What every stage gives: the records that go on, in their order, and those that end here. */
export interface Staged<Item> {
  passed: Item[];
  rejected: RejectedRecord[];
}

/** Takes each item through a stage that either gives it on or says why not. */
export function stage<Item extends { record: number; raw: RawOf }, Next>(
  items: readonly Item[],
  work: (item: Item) => Next | { rejection: Rejection },
): Staged<Next> {
  const passed: Next[] = [];
  const rejected: RejectedRecord[] = [];
  for (const item of items) {
    const result = work(item);
    if (isRejection(result)) rejected.push({ ...result.rejection, record: item.record, raw: item.raw });
    else passed.push(result);
  }
  return { passed, rejected };
}

function isRejection(result: unknown): result is { rejection: Rejection } {
  return typeof result === "object" && result !== null && "rejection" in result;
}
