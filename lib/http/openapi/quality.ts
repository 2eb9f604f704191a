import { z } from "zod";
import {
  issueHistorySchema,
  issuePatchSchema,
  issueQuerySchema,
  issueRecordListSchema,
  issuesPatchedSchema,
  issuesPatchSchema,
  qualityIssueListSchema,
  qualityIssueSchema,
} from "@/lib/contracts/quality";
import { named, type Operation } from "./operation";

export const qualityOperations: Operation[] = [
  {
    id: "listIssues",
    tag: "Quality",
    method: "get",
    path: "/api/quality/issues",
    summary: "Rejected records, grouped by source, kind, reason and field",
    access: "operations",
    query: issueQuerySchema,
    answers: { 200: { description: "The issues", schema: named("QualityIssueList", qualityIssueListSchema) } },
  },
  {
    id: "updateIssues",
    tag: "Quality",
    method: "patch",
    path: "/api/quality/issues",
    summary: "Assign, ignore, resolve or reopen several issues at once",
    description:
      "Either all of them are there, or nothing is changed. One that is in the state already is left as it is, and stands in `unchanged`.",
    access: "operate",
    body: named("QualityIssuesPatch", issuesPatchSchema),
    answers: { 200: { description: "What came of it", schema: named("QualityIssuesPatched", issuesPatchedSchema) } },
    errors: ["not_found"],
  },
  {
    id: "getIssue",
    tag: "Quality",
    method: "get",
    path: "/api/quality/issues/{id}",
    summary: "An issue with its newest record",
    access: "operations",
    answers: { 200: { description: "The issue", schema: named("QualityIssue", qualityIssueSchema) } },
  },
  {
    id: "updateIssue",
    tag: "Quality",
    method: "patch",
    path: "/api/quality/issues/{id}",
    summary: "Assign, ignore, resolve or reopen an issue",
    access: "operate",
    body: named("QualityIssuePatch", issuePatchSchema),
    answers: { 200: { description: "The issue as it is now", schema: named("QualityIssue", qualityIssueSchema) } },
    errors: ["conflict"],
  },
  {
    id: "listIssueRecords",
    tag: "Quality",
    method: "get",
    path: "/api/quality/issues/{id}/records",
    summary: "The rejected records of an issue, newest first",
    description: "As JSON by the page, of large records the beginning; as CSV all of them, whole.",
    access: "operations",
    query: z.object({ cursor: z.string().optional(), format: z.enum(["json", "csv"]).default("json") }),
    answers: {
      200: {
        description: "One page",
        schema: named("QualityRecordList", issueRecordListSchema),
        mediaTypes: ["text/csv"],
      },
    },
  },
  {
    id: "listIssueHistory",
    tag: "Quality",
    method: "get",
    path: "/api/quality/issues/{id}/history",
    summary: "What people and replays did to an issue, newest first",
    access: "operations",
    answers: { 200: { description: "The last 200 entries", schema: named("QualityIssueHistory", issueHistorySchema) } },
  },
];
