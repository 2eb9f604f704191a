import { queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { z } from "zod";
import { type ApiKeyInput, apiKeyListSchema, createdApiKeySchema } from "@/lib/contracts/api-keys";
import { api } from "@/lib/http/browser/api";

const keysKey = ["api-keys"] as const;

export const apiKeysQuery = queryOptions({
  queryKey: keysKey,
  queryFn: ({ signal }) => api.get("/api/keys", apiKeyListSchema, { signal }),
});

const advertisersSchema = z.object({ advertisers: z.array(z.object({ id: z.string(), name: z.string() })) });

export const advertisersQuery = queryOptions({
  queryKey: ["catalog", "advertisers"],
  queryFn: ({ signal }) => api.get("/api/catalog", advertisersSchema, { signal }),
});

/** `GET /api/keys` */
export const useApiKeys = () => useQuery(apiKeysQuery);

/** The advertisers of `GET /api/catalog`. */
export const useAdvertisers = () => useQuery(advertisersQuery);

/** `POST /api/keys` */
export function useCreateApiKey() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: ApiKeyInput) => api.send("POST", "/api/keys", input, createdApiKeySchema),
    onSettled: () => client.invalidateQueries({ queryKey: keysKey }),
  });
}

/** `DELETE /api/keys/{id}` */
export function useRevokeApiKey() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => api.send("DELETE", `/api/keys/${encodeURIComponent(id)}`, undefined, apiKeyListSchema),
    onSettled: () => client.invalidateQueries({ queryKey: keysKey }),
  });
}
