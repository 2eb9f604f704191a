"use client";

import { ErasuresCard } from "./erasures-card";
import { RatesCard } from "./rates-card";

/** What counts for the whole installation: currency rates, and the deletion of users. */
export function SettingsScreen() {
  return (
    <div className="grid items-start gap-6 xl:grid-cols-2">
      <RatesCard />
      <ErasuresCard />
    </div>
  );
}
