import { queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { z } from "zod";
import { createdLinkSchema, type InvitationInput, type PersonPatch, peopleSchema } from "@/lib/contracts/people";
import { api } from "@/lib/http/browser/api";

const key = ["people"] as const;

export const peopleQuery = queryOptions({
  queryKey: key,
  queryFn: ({ signal }) => api.get("/api/people", peopleSchema, { signal }),
});

const advertisersSchema = z.object({ advertisers: z.array(z.object({ id: z.string(), name: z.string() })) });

export const advertisersQuery = queryOptions({
  queryKey: ["catalog", "advertisers"],
  queryFn: ({ signal }) => api.get("/api/catalog", advertisersSchema, { signal }),
});

/** `GET /api/people` */
export const usePeople = () => useQuery(peopleQuery);

/** The advertisers of `GET /api/catalog`. */
export const useAdvertisers = () => useQuery(advertisersQuery);

/** `POST /api/people/invitations` */
export function useInvite() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: InvitationInput) => api.send("POST", "/api/people/invitations", input, createdLinkSchema),
    onSettled: () => client.invalidateQueries({ queryKey: key }),
  });
}

/** `POST /api/people/{id}/reset-link` */
export function useMakeResetLink() {
  return useMutation({
    mutationFn: (id: string) => api.send("POST", `${pathOf(id)}/reset-link`, {}, createdLinkSchema),
  });
}

export type PeopleChange =
  | { do: "change"; id: string; patch: PersonPatch }
  | { do: "sessions" | "second-factor"; id: string }
  | { do: "revoke"; id: string };

/** Every change that answers with everybody as they are then. */
export function useChangePeople() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (change: PeopleChange) => {
      if (change.do === "change") return api.send("PATCH", pathOf(change.id), change.patch, peopleSchema);
      if (change.do === "revoke") {
        return api.send("DELETE", `/api/people/invitations/${encodeURIComponent(change.id)}`, undefined, peopleSchema);
      }
      return api.send("DELETE", `${pathOf(change.id)}/${change.do}`, undefined, peopleSchema);
    },
    onSuccess: (people) => client.setQueryData(peopleQuery.queryKey, people),
    onError: () => client.invalidateQueries({ queryKey: key }),
  });
}

function pathOf(id: string): string {
  return `/api/people/${encodeURIComponent(id)}`;
}
