import { describe, expect, it } from "vitest";
import type { QualityIssue } from "@/lib/contracts/quality";
import { historyLine } from "./history-words";
import { adviceText, issueBadges, issueTitle, kindText, replayOutcome } from "./issue-words";
import { replayProgress, secondsLeft } from "./replay-clock";

const entry = (action: string, before: unknown, after: unknown) => ({
  at: "2026-11-23T10:00:00Z",
  actor: "ann",
  action,
  before,
  after,
});

describe("historyLine", () => {
  it.each([
    [{ state: "open", note: null }, { state: "ignored", note: "Tests" }, "ignored it", "Tests"],
    [{ state: "open", assignee: null }, { state: "open", assignee: "bob" }, "assigned it to bob", null],
    [
      { assignee: "bob", state: "resolved" },
      { assignee: null, state: "open" },
      "opened it again, took it from everybody",
      null,
    ],
    [{ note: "a" }, { note: "b" }, "left a note", "b"],
    [null, "odd", "changed it", null],
  ])("from %j to %j: %s", (before, after, text, note) => {
    expect(historyLine(entry("quality_issue.update", before, after))).toEqual({ text, note });
  });

  it("tells replays with their figures, and what it does not know as it is", () => {
    expect(historyLine(entry("replay.create", null, { records: 12 }))).toEqual({
      text: "asked for a replay",
      note: "12 records",
    });
    expect(historyLine(entry("quality_issue.merge", null, null)).text).toBe("quality issue merge");
  });
});

describe("words of issues", () => {
  const issue = { isNew: true, regressedAt: null, replayable: 0 } as QualityIssue;
  it("say what stands out, the urgent first", () => {
    expect(issueBadges(issue).map(({ text }) => text)).toEqual(["New"]);
    const back = { ...issue, regressedAt: "2026-11-23T10:00:00Z", replayable: 1200 };
    expect(issueBadges(back).map(({ text }) => text)).toEqual(["Regressed", "1,200 can be replayed now"]);
  });

  it("name an issue, a kind and what to do, also of what is new to them", () => {
    expect(issueTitle({ reason: "missing_field", field: "userId" })).toBe("Field is missing: userId");
    expect(issueTitle({ reason: "malformed_record", field: null })).toBe("Cannot be read");
    expect(kindText("bid-requests")).toBe("Bid requests");
    expect(kindText("constructor")).toBe("constructor");
    expect(adviceText("toString")).toBe("Look at the records and at their messages.");
  });
});

describe("a replay's figures", () => {
  it("are told as what they became", () => {
    expect(replayOutcome({ stored: 1200, duplicate: 1, rejected: 0 })).toBe("1,200 stored, 1 duplicate");
    expect(replayOutcome({ stored: 0, duplicate: 0, rejected: 0 })).toBe("There was nothing left to replay");
  });

  it("never wait longer than was given, whatever the browser's clock says", () => {
    const replay = { createdAt: "2026-11-23T10:00:00.000Z", startsAt: "2026-11-23T10:00:10.000Z" };
    const at = (text: string) => secondsLeft(replay, Date.parse(text));
    expect(at("2026-11-23T10:00:00.500Z")).toBe(10);
    expect(at("2026-11-23T10:00:09.999Z")).toBe(1);
    expect(at("2026-11-23T10:00:11Z")).toBe(0);
    expect(at("2026-11-23T09:00:00Z")).toBe(10);
  });

  it("tell how far it is", () => {
    expect(replayProgress({ records: 10, stored: 3, duplicate: 1, rejected: 1 })).toBe(0.5);
    expect(replayProgress({ records: 10, stored: 0, duplicate: 0, rejected: 0 })).toBeNull();
    expect(replayProgress({ records: 2, stored: 3, duplicate: 0, rejected: 0 })).toBe(1);
    expect(replayProgress({ records: 0, stored: 0, duplicate: 0, rejected: 0 })).toBeNull();
  });
});
