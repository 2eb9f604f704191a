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
  return error.issues.map((issue) => ({ path: pathText(issue.path), message: issue.message }));
}

function pathText(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, step) => {
    if (typeof step === "number") return `${text}[${step}]`;
    return text === "" ? String(step) : `${text}.${String(step)}`;
  }, "");
}
