import { z } from "zod";
import { externalIdSchema } from "@/lib/contracts/primitives";
import { replayAnswerSchema, replayInputSchema, replayListSchema, replaySchema } from "@/lib/contracts/replay";
import { named, type Operation } from "./operation";

export const replayOperations: Operation[] = [
  {
    id: "createReplay",
    tag: "Quality",
    method: "post",
    path: "/api/quality/replays",
    summary: "Try an issue's rejected records again, and replay them",
    description:
      "With `dryRun` only tells how many of the newest records would now be accepted, and what would be wrong with the others. Otherwise the records go through the pipeline again once `delaySeconds` are over; until then it can be taken back. A record keeps its batch, whose figures move.",
    access: "operate",
    body: named("ReplayInput", replayInputSchema),
    answers: {
      200: { description: "What a dry run found", schema: named("ReplayAnswer", replayAnswerSchema) },
      202: { description: "The same, and the replay waits to run", schema: named("ReplayAnswer", replayAnswerSchema) },
    },
    errors: ["not_found", "conflict", "unavailable"],
  },
  {
    id: "listReplays",
    tag: "Quality",
    method: "get",
    path: "/api/quality/replays",
    summary: "The newest 100 replays, of an issue or of all",
    access: "operations",
    query: z.object({ issueId: externalIdSchema.optional() }),
    answers: { 200: { description: "The replays", schema: named("ReplayList", replayListSchema) } },
  },
  {
    id: "getReplay",
    tag: "Quality",
    method: "get",
    path: "/api/quality/replays/{id}",
    summary: "How far a replay has come, and what became of its records",
    access: "operations",
    answers: { 200: { description: "The replay", schema: named("Replay", replaySchema) } },
  },
  {
    id: "cancelReplay",
    tag: "Quality",
    method: "post",
    path: "/api/quality/replays/{id}/cancel",
    summary: "Take back a replay that waits",
    access: "operate",
    answers: { 200: { description: "The replay as it is now", schema: named("Replay", replaySchema) } },
    errors: ["conflict"],
  },
];
