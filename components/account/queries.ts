import { queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { z } from "zod";
import { accountSchema, type PasswordChange, sessionListSchema } from "@/lib/contracts/account";
import { api } from "@/lib/http/browser/api";

export const accountQuery = queryOptions({
  queryKey: ["account"],
  queryFn: ({ signal }) => api.get("/api/account", accountSchema, { signal }),
});

export const sessionsQuery = queryOptions({
  queryKey: ["account", "sessions"],
  queryFn: ({ signal }) => api.get("/api/account/sessions", sessionListSchema, { signal }),
});

/** `GET /api/account` */
export const useAccount = () => useQuery(accountQuery);

/** `GET /api/account/sessions` */
export const useSessions = () => useQuery(sessionsQuery);

/** `PATCH /api/account` */
export function useRename() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (name: string) => api.send("PATCH", "/api/account", { name }, accountSchema),
    onSuccess: (account) => client.setQueryData(accountQuery.queryKey, account),
  });
}

/** `POST /api/account/password` */
export function useChangePassword() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (change: PasswordChange) => api.send("POST", "/api/account/password", change, z.unknown()),
    onSettled: () => client.invalidateQueries({ queryKey: sessionsQuery.queryKey }),
  });
}

/** `DELETE /api/account/sessions/{id}`; null for all others. */
export function useEndSessions() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string | null) =>
      api.send(
        "DELETE",
        `/api/account/sessions${id === null ? "" : `/${encodeURIComponent(id)}`}`,
        undefined,
        sessionListSchema,
      ),
    onSuccess: (sessions) => client.setQueryData(sessionsQuery.queryKey, sessions),
  });
}

const enrolmentSchema = z.object({ totpURI: z.string(), backupCodes: z.array(z.string()) });
export type Enrolment = z.infer<typeof enrolmentSchema>;

/** Begins a second factor: what the app has to know, and the codes for when it is lost. */
export function useBeginSecondFactor() {
  return useMutation({
    mutationFn: (password: string) => api.send("POST", "/api/auth/two-factor/enable", { password }, enrolmentSchema),
  });
}

/** Proves that the app shows the right codes: from then on they are asked for. */
export function useConfirmSecondFactor() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (code: string) => api.send("POST", "/api/auth/two-factor/verify-totp", { code }, z.unknown()),
    onSuccess: () => client.invalidateQueries({ queryKey: accountQuery.queryKey }),
  });
}

/** Turns the second factor off. */
export function useEndSecondFactor() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (password: string) => api.send("POST", "/api/auth/two-factor/disable", { password }, z.unknown()),
    onSuccess: () => client.invalidateQueries({ queryKey: accountQuery.queryKey }),
  });
}
