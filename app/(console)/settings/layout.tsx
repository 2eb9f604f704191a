import type { ReactNode } from "react";
import { SettingsNav } from "@/components/settings/settings-nav";
import { PageHeader } from "@/components/ui/page-header";

/** The head of every settings page. */
export default function SettingsLayout({ children }: { children: ReactNode }) {
  return (
    <>
      <PageHeader title="Settings" description="Who has access, and what counts for the whole installation." />
      <SettingsNav />
      {children}
    </>
  );
}
