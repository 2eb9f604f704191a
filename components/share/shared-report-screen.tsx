"use client";

import { type ReactNode, useEffect, useState } from "react";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { formatCalendarDate } from "@/components/ui/format-time";
import { useSharedReport } from "./queries";
import { ReportDocument } from "./report-document";
import { ReportSkeleton } from "./report-skeleton";

/** What a link shows to whoever has it: the token stands behind `#`, where no server and no log sees it. */
export function SharedReportScreen({ logo }: { logo: ReactNode }) {
  const [token, setToken] = useState<string>();
  useEffect(() => setToken(window.location.hash.slice(1)), []);
  const { data, error } = useSharedReport(token);
  const problem = token === "" ? "The end of the link is missing. Open it whole, as it was sent." : error?.message;
  return (
    <main className="mx-auto w-full max-w-3xl px-4 py-8 sm:px-6 print:max-w-none print:px-0 print:py-0">
      <div className="mb-8 flex items-center justify-between gap-4 print:hidden">
        {logo}
        {data && <PrintButton />}
      </div>
      {problem && (
        <Callout tone="danger" title="This link does not work">
          {problem}
        </Callout>
      )}
      {!data && !problem && <ReportSkeleton />}
      {data && <ReportDocument report={data.report} />}
      {data && (
        <p className="mt-8 text-muted-foreground text-xs print:hidden">
          This link works until {formatCalendarDate(data.expiresAt.slice(0, 10))}.
        </p>
      )}
    </main>
  );
}

/** To paper, or to a file of it. */
export function PrintButton() {
  return (
    <Button variant="secondary" onClick={() => window.print()}>
      Print or save as PDF
    </Button>
  );
}
