import { json } from "@/lib/http/answers";
import { handle } from "@/lib/http/handle";
import { listPeople } from "@/lib/read-models/people/list-people";

/** Everybody who may sign in, and who is invited. */
export const GET = handle.people(async ({ scope }) => json(await listPeople(scope)));
