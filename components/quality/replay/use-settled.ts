"use client";

import { useEffect, useState } from "react";

/** A value once it has not changed for a while; compared by what it is as JSON. */
export function useSettled<T>(value: T, delayMs: number): { settled: T; isSettling: boolean } {
  const [settled, setSettled] = useState(value);
  const isSettling = JSON.stringify(value) !== JSON.stringify(settled);
  useEffect(() => {
    if (!isSettling) return;
    const timer = setTimeout(() => setSettled(value), delayMs);
    return () => clearTimeout(timer);
  }, [value, isSettling, delayMs]);
  return { settled, isSettling };
}
