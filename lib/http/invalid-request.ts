import type { z } from "zod";
import { AppError } from "@/lib/errors";

/** How many of the problems are told; the first are enough to start with. */
const maxIssues = 20;

export interface RequestIssue {
  /** Where it is wrong: `campaigns[3].priceMicros`; empty for the whole. */
  path: string;
  message: string;
}

/** The refusal of a request that does not fit its contract, with the first 20 problems. */
export function invalidRequest(issues: readonly RequestIssue[]): AppError {
  const first = issues[0];
  const where = first?.path ? `\`${first.path}\` ` : "";
  const more = issues.length > 1 ? ` (and ${issues.length - 1} more)` : "";
  return new AppError("invalid_request", `The request is not valid: ${where}${first?.message ?? ""}${more}`, {
    issues: issues.slice(0, maxIssues),
  });
}

/** Turns a zod error into problems with readable paths. */
export function issuesOf(error: z.ZodError): RequestIssue[] {
  return error.issues.flatMap((issue) => explain(issue, []));
}

/** Of a value that may have one of several forms, tells the form that it came closest to. */
function explain(issue: z.core.$ZodIssue, parent: readonly PropertyKey[]): RequestIssue[] {
  const path = [...parent, ...issue.path];
  if (issue.code !== "invalid_union" || issue.errors.length === 0)
    return [{ path: pathText(path), message: issue.message }];
  const closest = issue.errors.find((branch) => branch.some((problem) => problem.path.length > 0));
  if (closest) return closest.flatMap((problem) => explain(problem, path));
  const messages = issue.errors.flatMap((branch) => branch.slice(0, 1).map(({ message }) => message));
  return [{ path: pathText(path), message: [...new Set(messages)].join(", or ") }];
}

function pathText(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, step) => {
    if (typeof step === "number") return `${text}[${step}]`;
    return text === "" ? String(step) : `${text}.${String(step)}`;
  }, "");
}
