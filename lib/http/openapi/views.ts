import {
  savedViewSchema,
  viewInputSchema,
  viewListSchema,
  viewPatchSchema,
  viewQuerySchema,
} from "@/lib/contracts/views";
import { named, type Operation } from "./operation";

const view = named("SavedView", savedViewSchema);
const own = { tag: "Account", access: "self" } as const;

export const viewOperations: Operation[] = [
  {
    ...own,
    id: "listViews",
    method: "get",
    path: "/api/views",
    summary: "One's own saved views of a screen",
    query: viewQuerySchema,
    answers: { 200: { description: "By name", schema: named("ViewList", viewListSchema) } },
  },
  {
    ...own,
    id: "saveView",
    method: "post",
    path: "/api/views",
    summary: "Keep the address of a screen under a name; a view of that name is replaced",
    body: named("ViewInput", viewInputSchema),
    answers: { 201: { description: "The view", schema: view } },
    errors: ["conflict"],
  },
  {
    ...own,
    id: "changeView",
    method: "patch",
    path: "/api/views/{id}",
    summary: "Rename a view, change what it shows, or make it the default",
    body: named("ViewPatch", viewPatchSchema),
    answers: { 200: { description: "The view", schema: view } },
    errors: ["conflict"],
  },
  {
    ...own,
    id: "deleteView",
    method: "delete",
    path: "/api/views/{id}",
    summary: "Forget a view",
    answers: { 204: { description: "It is gone" } },
  },
];
