import { expect, it } from "vitest";
import type { Batch } from "@/lib/contracts/batch";
import { FileTrouble, Interrupted, Refusal, Unavailable, UsageError } from "../cli-error";
import { verdictOf } from "./verdict";

const batch = (more: Partial<Batch>) => ({ state: "done", received: 5, stored: 5, duplicate: 0, ...more }) as Batch;
const refused = (status: number) => ({ batch: null, error: new Refusal(status, "code", "x") });

it.each([
  ["all stored", { error: null, batch: batch({}) }, "done"],
  ["some rejected", { error: null, batch: batch({ stored: 1, rejected: 4 }) }, "done"],
  ["only duplicates", { error: null, batch: batch({ stored: 0, duplicate: 5 }) }, "done"],
  ["no records at all", { error: null, batch: batch({ received: 0, stored: 0 }) }, "done"],
  ["all rejected", { error: null, batch: batch({ stored: 0, rejected: 5 }) }, "failed"],
  ["a rest that was refused", { error: null, batch: batch({ state: "failed" }) }, "failed"],
  ["a malformed body", refused(400), "failed"],
  ["a conflict", refused(409), "failed"],
  ["too large", refused(413), "failed"],
  ["not read here", refused(415), "failed"],
  ["an unknown codec", refused(422), "failed"],
  ["a wrong key", refused(401), "end"],
  ["a key of another scope", refused(403), "end"],
  ["a wrong address", refused(404), "end"],
  ["a server that sends elsewhere", refused(301), "end"],
  ["no server", { batch: null, error: new Unavailable("x") }, "later"],
  ["a signal", { batch: null, error: new Interrupted() }, "later"],
  ["a file that changed", { batch: null, error: new FileTrouble("x") }, "later"],
  ["a file of unknown format", { batch: null, error: new UsageError("x") }, "failed"],
])("%s", (_, sent, verdict) => expect(verdictOf(sent)).toBe(verdict));
