import { keepPreviousData, QueryClient } from "@tanstack/react-query";

const MAX_RETRIES = 2;

/** A refusal (4xx) stays one however often it is asked; 408 and 429 pass with time. */
function canRetryHelp(error: unknown): boolean {
  const status = error && typeof error === "object" && "status" in error ? error.status : undefined;
  if (typeof status !== "number") return true;
  return status >= 500 || status === 408 || status === 429;
}

/**
 * The browser's cache of server data. Figures count as fresh for 15 s; a change of filters keeps the last
 * figures on screen until the new ones are there (`isPlaceholderData` tells, see `StaleVeil`).
 */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 15_000,
        gcTime: 5 * 60_000,
        placeholderData: keepPreviousData,
        retry: (failures, error) => failures < MAX_RETRIES && canRetryHelp(error),
        retryDelay: (attempt) => Math.min(500 * 2 ** attempt, 5_000),
      },
      mutations: { retry: false },
    },
  });
}
