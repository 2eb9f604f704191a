import { z } from "zod";
import {
  pulledFileListSchema,
  pullInputSchema,
  pullListSchema,
  pullPatchSchema,
  pullSchema,
  pullTestInputSchema,
  pullTestPatchSchema,
  pullTestSchema,
} from "@/lib/contracts/pull";
import { named, type Operation } from "./operation";

const pulls = "/api/sources/{id}/pulls";
const onePull = `${pulls}/{pullId}`;
const tag = "Pulls";
const tested = { 200: { description: "What was found", schema: named("PullTest", pullTestSchema) } };
const asItIs = { 200: { description: "The pull as it is now", schema: named("Pull", pullSchema) } };

export const pullOperations: Operation[] = [
  {
    id: "listPulls",
    tag,
    method: "get",
    path: pulls,
    summary: "List the folders and buckets that a source's files are pulled from",
    access: "operations",
    answers: { 200: { description: "All pulls of the source by name", schema: named("PullList", pullListSchema) } },
  },
  {
    id: "createPull",
    tag,
    method: "post",
    path: pulls,
    summary: "Pull new files of a folder or an S3-compatible bucket, on a schedule",
    description:
      "A file is taken once in each version; it is due at once. A folder has to lie below one that `PULL_FOLDERS` names. The secret access key is kept sealed and never shown.",
    access: "operate",
    body: named("PullInput", pullInputSchema),
    answers: { 201: { description: "The pull", schema: named("Pull", pullSchema) } },
    errors: ["conflict"],
  },
  {
    id: "testPullInput",
    tag,
    method: "post",
    path: `${pulls}/test`,
    summary: "Try a location before it is kept: its first files, or why there are none",
    access: "operate",
    body: named("PullTestInput", pullTestInputSchema),
    answers: tested,
  },
  {
    id: "updatePull",
    tag,
    method: "patch",
    path: onePull,
    summary: "Change what the body names; a secret that it does not name is kept",
    access: "operate",
    body: named("PullPatch", pullPatchSchema),
    answers: asItIs,
  },
  {
    id: "deletePull",
    tag,
    method: "delete",
    path: onePull,
    summary: "Delete a pull and what it remembers of its files; what was taken in stays",
    access: "operate",
    answers: { 200: { description: "The pulls that are left", schema: named("PullList", pullListSchema) } },
  },
  {
    id: "runPull",
    tag,
    method: "post",
    path: `${onePull}/run`,
    summary: "Make a pull due now",
    access: "operate",
    answers: asItIs,
    errors: ["conflict"],
  },
  {
    id: "testPull",
    tag,
    method: "post",
    path: `${onePull}/test`,
    summary: "Try a pull as it is, or with what the body names instead",
    access: "operate",
    body: named("PullTestPatch", pullTestPatchSchema),
    answers: tested,
  },
  {
    id: "listPulledFiles",
    tag,
    method: "get",
    path: `${onePull}/files`,
    summary: "What became of a pull's files, the newest first",
    access: "operations",
    query: z.object({ cursor: z.string().optional() }),
    answers: { 200: { description: "One page", schema: named("PulledFileList", pulledFileListSchema) } },
  },
];
