import { expect, it } from "vitest";
import type { Proposal } from "@/lib/contracts/preview";
import { openProposals, openQuestions, ruleText, withProposals } from "./proposal";

const field = (name: string, by: Proposal["fields"][number]["by"], note: string | null = null) => ({
  field: name,
  required: false,
  path: null,
  by,
  note,
});
const proposal: Proposal = {
  kind: "clicks",
  mapping: { clicks: { fields: { userId: "uid", campaignId: "cmp", site: "own" } } },
  fields: [
    field("occurredAt", "alias", "4/5/2024 may be April or May: name the format."),
    field("userId", "proposed", "Its name is like userId."),
    field("campaignId", "proposed"),
    field("site", "mapped"),
    field("ip", "none"),
  ],
  sample: [],
};

it("proposes what the mapping says nothing about, and nothing that was put away", () => {
  expect(openProposals(proposal, undefined, new Set())).toEqual([
    { field: "userId", rule: "uid", note: "Its name is like userId." },
    { field: "campaignId", rule: "cmp", note: null },
  ]);
  const value = { fields: { userId: "mine" } };
  expect(openProposals(proposal, value, new Set(["campaignId"]))).toEqual([]);
  expect(openProposals(undefined, value, new Set())).toEqual([]);
});

it("asks what a person has to decide until the mapping says it", () => {
  expect(Object.keys(openQuestions(proposal, undefined))).toEqual(["occurredAt"]);
  expect(openQuestions(proposal, { fields: { occurredAt: { type: "datetime", format: "d/M/yyyy" } } })).toEqual({});
});

it("takes proposals beside the rules that are there", () => {
  const value = { fields: { site: "own" } };
  expect(withProposals(value, openProposals(proposal, value, new Set()))).toEqual({
    fields: { site: "own", userId: "uid", campaignId: "cmp" },
  });
  expect(value).toEqual({ fields: { site: "own" } });
});

it("says a rule in one line", () => {
  expect(ruleText("uid")).toBe("uid");
  expect(ruleText({ path: "t", type: "datetime", format: "d/M/yyyy" })).toBe("t · in the format d/M/yyyy");
  expect(ruleText({ default: "$receivedAt" })).toBe("default $receivedAt");
  expect(ruleText({ path: "e", map: { clk: "click" } })).toBe("e · clk → click");
});
