import { queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { z } from "zod";
import { createdKeySchema, createdSecretSchema } from "@/lib/contracts/credentials";
import {
  createdSourceSchema,
  type SourceInput,
  type SourcePatch,
  sourceListSchema,
  sourceSchema,
} from "@/lib/contracts/source";
import { api } from "@/lib/http/browser/api";

export const sourceListQuery = queryOptions({
  queryKey: ["sources"],
  queryFn: ({ signal }) => api.get("/api/sources", sourceListSchema, { signal }),
});

const pathOf = (id: string) => `/api/sources/${encodeURIComponent(id)}`;

export function sourceQuery(id: string) {
  return queryOptions({
    queryKey: ["sources", id],
    queryFn: ({ signal }) => api.get(pathOf(id), sourceSchema, { signal }),
  });
}

/** `GET /api/sources` */
export const useSources = () => useQuery(sourceListQuery);

/** `GET /api/sources/{id}` */
export const useSource = (id: string) => useQuery(sourceQuery(id));

/** A change of something under sources: what is shown of them is read again afterwards. */
function useSourceChange<Input, Output>(
  change: (input: Input) => Promise<Output>,
  onSuccess?: (output: Output) => void,
) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess,
    onSettled: () => client.invalidateQueries({ queryKey: ["sources"] }),
  });
}

/** `POST /api/sources` */
export const useCreateSource = () =>
  useSourceChange((input: Partial<SourceInput> & { name: string }) =>
    api.send("POST", "/api/sources", input, createdSourceSchema),
  );

/** `PATCH /api/sources/{id}`; `onSaved` is called also when what asked for it is drawn anew by then. */
export function usePatchSource(id: string, onSaved: () => void) {
  const client = useQueryClient();
  return useSourceChange(
    (patch: SourcePatch) => api.send("PATCH", pathOf(id), patch, sourceSchema),
    (saved) => {
      client.setQueryData(sourceQuery(id).queryKey, saved);
      onSaved();
    },
  );
}

/** The two ways to be known: an API key, or a secret that signs. */
export type CredentialKind = "keys" | "secrets";

const shownSchema = z
  .union([createdKeySchema, createdSecretSchema])
  .transform((made) => ("ingestKey" in made ? made.ingestKey : made.secret));

/** `POST /api/sources/{id}/keys` or `…/secrets`; gives what is shown once. */
export const useCreateCredential = (sourceId: string, kind: CredentialKind) =>
  useSourceChange((input: { name?: string; secret?: string }) =>
    api.send("POST", `${pathOf(sourceId)}/${kind}`, input, shownSchema),
  );

/** `POST …/{credentialId}/rotate`; gives what is shown once. */
export const useRotateCredential = (sourceId: string, kind: CredentialKind) =>
  useSourceChange(({ id, overlapSeconds }: { id: string; overlapSeconds: number }) =>
    api.send("POST", `${pathOf(sourceId)}/${kind}/${encodeURIComponent(id)}/rotate`, { overlapSeconds }, shownSchema),
  );

/** `DELETE …/{credentialId}` */
export const useRevokeCredential = (sourceId: string, kind: CredentialKind) =>
  useSourceChange((id: string) =>
    api.send("DELETE", `${pathOf(sourceId)}/${kind}/${encodeURIComponent(id)}`, {}, z.unknown()),
  );
