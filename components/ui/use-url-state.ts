"use client";

import { usePathname, useSearchParams } from "next/navigation";
import { useCallback } from "react";

/**
 * The filters of a screen, kept in its address: `get` reads one, `set` changes some (null removes), `replace` all of
 * them, without a new entry in the history, without a jump, and without asking the server for the page again: its
 * parts follow the address by themselves.
 */
export function useUrlState() {
  const pathname = usePathname();
  const params = useSearchParams();

  const get = useCallback((name: string) => params.get(name), [params]);

  const replace = useCallback(
    (query: string) => window.history.replaceState(null, "", query === "" ? pathname : `${pathname}?${query}`),
    [pathname],
  );

  const set = useCallback(
    (changes: Record<string, string | null>) => {
      const next = new URLSearchParams(params);
      for (const [name, value] of Object.entries(changes)) {
        if (value === null) next.delete(name);
        else next.set(name, value);
      }
      replace(next.toString());
    },
    [params, replace],
  );

  return { get, set, replace, query: params.toString() };
}

/** One of the given values, or the first when the address holds something else. */
export function oneOf<T extends string>(value: string | null, allowed: readonly [T, ...T[]]): T {
  return allowed.find((candidate) => candidate === value) ?? allowed[0];
}
