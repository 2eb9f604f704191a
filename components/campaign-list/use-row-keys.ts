"use client";

import { type KeyboardEvent, useEffect, useRef } from "react";

const steps: Record<string, number> = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1, PageDown: 10, PageUp: -10 };

/**
 * Moves the focus between the links of a virtual list's rows: arrows, j and k, Page Up and Down, Home and End. A row that
 * is not there yet is scrolled to first. Put `data-index` on each row and `data-row-link` on its link.
 */
export function useRowKeys(count: number, scrollTo: (index: number) => void) {
  const wanted = useRef<number | null>(null);
  const frame = useRef<HTMLElement>(null);

  useEffect(() => {
    if (wanted.current === null) return;
    const link = frame.current?.querySelector<HTMLElement>(`[data-index="${wanted.current}"] [data-row-link]`);
    if (!link) return;
    wanted.current = null;
    link.focus();
  });

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !(event.target instanceof Element)) return;
    const row = event.target.closest<HTMLElement>("[data-index]");
    if (!row) return;
    const at = Number(row.dataset.index);
    const step = steps[event.key];
    const next = event.key === "Home" ? 0 : event.key === "End" ? count - 1 : step === undefined ? null : at + step;
    if (next === null) return;
    event.preventDefault();
    wanted.current = Math.min(Math.max(next, 0), count - 1);
    scrollTo(wanted.current);
    const link = frame.current?.querySelector<HTMLElement>(`[data-index="${wanted.current}"] [data-row-link]`);
    link?.focus();
    if (link) wanted.current = null;
  };
  return { frame, onKeyDown };
}
