"use client";

import { useAlertList } from "./queries";

/** How many alerts wait for somebody, for the navigation; nothing while unknown or none. */
export function OpenAlertsBadge() {
  const { data } = useAlertList("open");
  const count = data?.counts.open ?? 0;
  if (count === 0) return null;
  return (
    <span className="inline-grid h-5 min-w-5 place-items-center rounded-full bg-danger px-1.5 font-medium text-2xs text-white tabular-nums">
      <span aria-hidden>{count > 99 ? "99+" : count}</span>
      <span className="sr-only">{` ${count} open alerts`}</span>
    </span>
  );
}
