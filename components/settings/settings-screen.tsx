"use client";

import { Lock } from "lucide-react";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { ErasuresCard } from "./erasures-card";
import { RatesCard } from "./rates-card";

/** What counts for the whole installation: currency rates, and the deletion of users. */
export function SettingsScreen({ canManage }: { canManage: boolean }) {
  return (
    <>
      <PageHeader title="Settings" description="What counts for the whole installation." />
      {canManage ? (
        <div className="grid items-start gap-6 xl:grid-cols-2">
          <RatesCard />
          <ErasuresCard />
        </div>
      ) : (
        <Card>
          <EmptyState
            icon={<Lock aria-hidden />}
            title="Viewers cannot see the settings"
            description="Ask an administrator for another role if you need to import rates or delete a user."
          />
        </Card>
      )}
    </>
  );
}
