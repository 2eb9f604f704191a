import { erasureInputSchema, erasureListSchema, erasureSchema } from "@/lib/contracts/erasure";
import { named, type Operation } from "./operation";

const erasure = named("Erasure", erasureSchema);

export const erasureOperations: Operation[] = [
  {
    id: "listErasures",
    tag: "Erasures",
    method: "get",
    path: "/api/erasures",
    summary: "The users that were erased or are going to be, the newest first",
    description: "A user is named by the keyed hash that stood for it; the id itself is forgotten.",
    access: "administer",
    answers: { 200: { description: "The newest 500", schema: named("ErasureList", erasureListSchema) } },
  },
  {
    id: "createErasure",
    tag: "Erasures",
    method: "post",
    path: "/api/erasures",
    summary: "Delete everything that is kept of a user",
    description:
      "Works off what was sent before, then deletes the user's events, credits and keys, empties rejected records that hold the id, and has the aggregates follow. It cannot be undone. Asking twice is harmless. What is sent of the user afterwards is kept again.",
    access: "administer",
    body: named("ErasureInput", erasureInputSchema),
    answers: { 202: { description: "It is going to be done", schema: erasure } },
  },
  {
    id: "getErasure",
    tag: "Erasures",
    method: "get",
    path: "/api/erasures/{id}",
    summary: "How far an erasure is; once it is done, the record that it was",
    access: "administer",
    answers: { 200: { description: "The erasure", schema: erasure } },
  },
];
