import { queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { z } from "zod";
import { type CatalogResult, catalogResultSchema } from "@/lib/contracts/catalog";
import { api } from "@/lib/http/browser/api";
import type { Entry, Noun } from "./catalogue-fields";

const entrySchema = z.looseObject({ id: z.string(), name: z.string() });
const storedSchema = z.object({
  advertisers: z.array(entrySchema),
  campaigns: z.array(entrySchema),
  creatives: z.array(entrySchema),
});

const catalogueQuery = queryOptions({
  queryKey: ["catalog", "all"],
  queryFn: ({ signal }) => api.get("/api/catalog", storedSchema, { signal }),
});

/** `GET /api/catalog` */
export const useCatalogue = () => useQuery(catalogueQuery);

/** `PUT /api/catalog` */
export function usePutCatalogue() {
  const client = useQueryClient();
  return useMutation<CatalogResult, Error, Partial<Record<Noun, readonly Entry[]>>>({
    mutationFn: (entries) => api.send("PUT", "/api/catalog", entries, catalogResultSchema),
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: ["catalog"] }),
        client.invalidateQueries({ queryKey: ["campaigns"] }),
      ]),
  });
}
