import { describe, expect, it } from "vitest";
import type { Batch } from "@/lib/contracts/batch";
import { FileTrouble, Interrupted, Refusal, Unavailable, UsageError } from "../cli-error";
import { exitCode, worstOf } from "../exit-codes";
import type { SentFile } from "./send-file";
import { describeSent, exitCodeOf, tellSent } from "./tell-sent";

const accepted = { batchId: "b-1", chunks: 1, records: 1234, bytes: 56_789 };
const batch = (more: Partial<Batch>) => ({ state: "done", stored: 5, rejected: 0, reasons: [], ...more }) as Batch;
const sent: SentFile = {
  label: "a.csv",
  kind: "clicks",
  file: null,
  how: "sent",
  accepted,
  batch: null,
  error: null,
};

describe("exit codes", () => {
  it.each([
    ["taken in", { batch: null, error: null }, 0],
    ["all stored", { batch: batch({}), error: null }, 0],
    ["only duplicates", { batch: batch({ stored: 0, duplicate: 5 }), error: null }, 0],
    ["a rejected record", { batch: batch({ rejected: 1 }), error: null }, 1],
    ["a wrong option", { batch: null, error: new UsageError("x") }, 2],
    ["an unreadable file", { batch: null, error: new FileTrouble("x") }, 2],
    ["a refusal", { batch: null, error: new Refusal(400, "malformed_body", "x") }, 3],
    ["a batch whose rest was refused", { batch: batch({ state: "failed" }), error: null }, 3],
    ["no server", { batch: null, error: new Unavailable("x") }, 4],
    ["a signal", { batch: null, error: new Interrupted() }, 130],
  ])("of %s", (_, outcome, code) => expect(exitCodeOf(outcome)).toBe(code));

  it("of several: the highest", () => {
    expect(worstOf([])).toBe(exitCode.ok);
    expect(worstOf([0, 4, 1])).toBe(exitCode.unavailable);
    expect(worstOf([0, 1, 0])).toBe(exitCode.rejected);
  });
});

describe("what is told", () => {
  it("of a file that was taken in", () => {
    expect(tellSent(sent)).toBe("a.csv: 1,234 records taken in (56.8 kB), batch b-1");
    expect(tellSent({ ...sent, how: "already" })).toContain("taken in before, nothing was sent");
  });

  it("of one that was refused", () => {
    const error = new Refusal(413, "too_large", "Too large.", { record: 3 });
    const refused = { ...sent, how: null, accepted: null, error };
    expect(tellSent(refused)).toBe("a.csv: Too large. [too_large] (record 3)");
    expect(describeSent(refused)).toMatchObject({
      status: "failed",
      batchId: null,
      error: { code: "too_large", message: "Too large.", details: { record: 3 } },
      exitCode: 3,
    });
  });

  it("of one that was left out", () => {
    const left = { ...sent, how: null, accepted: null };
    expect(tellSent(left)).toBe("a.csv: not sent");
    expect(describeSent(left)).toMatchObject({ status: "not_sent", batchId: null });
  });
});
