import { z } from "zod";
import {
  issuePatchSchema,
  issueQuerySchema,
  issueRecordListSchema,
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
    access: "read",
    query: issueQuerySchema,
    answers: { 200: { description: "The issues", schema: named("QualityIssueList", qualityIssueListSchema) } },
  },
  {
    id: "updateIssue",
    tag: "Quality",
    method: "patch",
    path: "/api/quality/issues/{id}",
    summary: "Assign, ignore, resolve or reopen an issue",
    access: "manage",
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
    access: "read",
    query: z.object({ cursor: z.string().optional() }),
    answers: { 200: { description: "One page", schema: named("QualityRecordList", issueRecordListSchema) } },
  },
];
