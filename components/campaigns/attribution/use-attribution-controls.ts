"use client";

import type { ReportScope } from "@/components/campaigns/report-scope";
import { oneOf, useUrlState } from "@/components/ui/use-url-state";
import { attributionModelSchema } from "@/lib/contracts/catalog";
import { comparedFigures } from "./compare-figures";

export const groupings = ["creative", "site", "device", "country", "day"] as const;
const models = attributionModelSchema.options;

export interface Windows {
  clickWindowDays: number;
  viewWindowDays: number;
}

/** Days of a window as the address has them; null for anything that is none. */
export function readWindow(text: string | null): number | null {
  return text !== null && /^\d{1,2}$/.test(text) && Number(text) <= 90 ? Number(text) : null;
}

/**
 * What the section compares, from the address: `by`, `compare`, the two models `left` and `right`, and other
 * windows as `clickDays` and `viewDays`, which count only together.
 */
export function useAttributionControls({ model: own, pricing }: Pick<ReportScope, "model" | "pricing">) {
  const url = useUrlState();
  const figures = comparedFigures.filter((each) => each !== "cost" || pricing === "cpa");
  const left = models.find((model) => model === url.get("left")) ?? own;
  const right = models.find((model) => model === url.get("right")) ?? (left === "linear" ? "last_touch" : "linear");
  const click = readWindow(url.get("clickDays"));
  const view = readWindow(url.get("viewDays"));
  const windows: Windows | undefined =
    click === null || view === null ? undefined : { clickWindowDays: click, viewWindowDays: view };
  return {
    by: oneOf(url.get("by"), groupings),
    figures,
    figure: figures.find((each) => each === url.get("compare")) ?? comparedFigures[0],
    left,
    right,
    windows,
    set: url.set,
    setWindows: (next: Windows | null) =>
      url.set({
        clickDays: next ? String(next.clickWindowDays) : null,
        viewDays: next ? String(next.viewWindowDays) : null,
      }),
  };
}
export type AttributionControls = ReturnType<typeof useAttributionControls>;
