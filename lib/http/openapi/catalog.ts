import { catalogResultSchema, catalogSchema } from "@/lib/contracts/catalog";
import { named, type Operation } from "./operation";

export const catalogOperations: Operation[] = [
  {
    id: "getCatalog",
    tag: "Catalogue",
    method: "get",
    path: "/api/catalog",
    summary: "Advertisers, campaigns and creatives, as PUT takes them",
    access: "reports",
    answers: { 200: { description: "The whole catalogue", schema: named("StoredCatalog", catalogSchema) } },
  },
  {
    id: "putCatalog",
    tag: "Catalogue",
    method: "put",
    path: "/api/catalog",
    summary: "Upsert advertisers, campaigns and creatives by id: all or nothing",
    access: "campaigns",
    body: named("Catalog", catalogSchema),
    answers: {
      200: { description: "How many were new and were there", schema: named("CatalogResult", catalogResultSchema) },
    },
  },
];
