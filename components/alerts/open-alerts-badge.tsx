"use client";

import { CountBadge } from "@/components/ui/count-badge";
import { useAlertList } from "./queries";

/** How many alerts wait for somebody, for the navigation; nothing while unknown or none. */
export function OpenAlertsBadge() {
  const { data } = useAlertList("open");
  return <CountBadge count={data?.counts.open ?? 0} label="open alerts" tone="danger" />;
}
