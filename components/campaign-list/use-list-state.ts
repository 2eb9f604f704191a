"use client";

import { useMemo } from "react";
import { useUrlState } from "@/components/ui/use-url-state";
import { type ListState, readListState, writeListState } from "./list-state";

/** The list's state in its address, and how to change a part of it. */
export function useListState() {
  const { get, set } = useUrlState();
  const state = useMemo(() => readListState(get), [get]);
  return { state, change: (some: Partial<ListState>) => set(writeListState(some)) };
}
