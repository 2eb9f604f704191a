"use client";

import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { searchSchema } from "@/lib/contracts/search";
import { api } from "@/lib/http/browser/api";

/** So long a person types on before it is looked for. */
const settleMs = 120;

/** `GET /api/search`, as somebody types; nothing before the first letter. */
export function useSearch(words: string) {
  const [settled, setSettled] = useState("");
  useEffect(() => {
    const timer = setTimeout(() => setSettled(words.trim()), settleMs);
    return () => clearTimeout(timer);
  }, [words]);
  return useQuery({
    queryKey: ["search", settled],
    queryFn: ({ signal }) => api.get(`/api/search?${new URLSearchParams({ q: settled })}`, searchSchema, { signal }),
    enabled: settled !== "",
  });
}
