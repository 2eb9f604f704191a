import { json } from "@/lib/http/answers";
import { handle } from "@/lib/http/handle";
import { listRules } from "@/lib/read-models/traffic/rules";

/** The rules of invalid traffic with their settings over event time, and what is being worked out again. */
export const GET = handle.operations(async ({ scope }) => json(await listRules(scope)));
