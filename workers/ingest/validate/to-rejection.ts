import type { core } from "zod";
import type { Rejection, RejectReason } from "@/lib/contracts/reject-reasons";

type Issue = core.$ZodIssue;

/**
 * Makes the rejection of one issue that zod found.
 * @param fields what was validated; a field that is not in it is missing
 */
export function toRejection(issue: Issue | undefined, fields: Record<string, unknown>): Rejection {
  if (!issue) return { reason: "invalid_value", field: null, message: "The record does not keep the contract." };
  const field = String(issue.path[0] ?? "") || null;
  if (field !== null && fields[field] === undefined) {
    return {
      reason: "missing_field",
      field,
      message: `${field} is missing: send it, or name the field that holds it in the source's mapping.`,
    };
  }
  const reason = reasonOf(issue);
  const message = reason === "wrong_type" ? expectation(issue, fields[field ?? ""]) : issue.message;
  return { reason, field, message: `${field ?? "The record"} ${message}.` };
}

function reasonOf(issue: Issue): RejectReason {
  if (issue.code === "invalid_type") return "wrong_type";
  const isNumber = (issue.code === "too_small" || issue.code === "too_big") && issue.origin !== "string";
  return isNumber ? "out_of_range" : "invalid_value";
}

function expectation(issue: Issue, value: unknown): string {
  const found = Array.isArray(value) ? "an array" : `a value of type ${typeof value}`;
  if (issue.code !== "invalid_type") return issue.message;
  // zod calls a number with a fraction the wrong type, and has our own words for it
  return issue.expected === "int" ? issue.message : `must be a ${issue.expected}, but is ${found}`;
}
