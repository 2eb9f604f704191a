"use client";

import Link from "next/link";
import { useSearchParams } from "next/navigation";
import { Button } from "@/components/ui/button";
import { Card, CardContent } from "@/components/ui/card";
import { ErrorState } from "@/components/ui/error-state";
import { useReportFilters } from "@/components/ui/use-report-filters";
import { useReportDocument } from "./queries";
import { ReportDocument } from "./report-document";
import { ReportSkeleton } from "./report-skeleton";
import { PrintButton } from "./shared-report-screen";

/** A campaign's report to print, with the filters that its page had. */
export function ReportScreen({ campaignId }: { campaignId: string }) {
  const params = useSearchParams();
  const { dates, traffic } = useReportFilters(params.get("tz") ?? "UTC");
  const query = { ...dates, traffic, model: params.get("model") ?? "campaign" };
  const { data, error, refetch, isFetching } = useReportDocument(campaignId, query);
  return (
    <>
      <div className="mb-6 flex items-center justify-between gap-4 print:hidden">
        <Button variant="ghost" asChild>
          <Link href={`/campaigns/${encodeURIComponent(campaignId)}?${params}`}>Back to the campaign</Link>
        </Button>
        <PrintButton />
      </div>
      <Card className="mx-auto max-w-4xl print:max-w-none print:border-0 print:shadow-none">
        <CardContent className="p-6 sm:p-10 print:p-0">
          {error && !data && (
            <ErrorState
              title="The report could not be loaded"
              message={error.message}
              onRetry={refetch}
              retrying={isFetching}
            />
          )}
          {!data && !error && <ReportSkeleton />}
          {data && <ReportDocument report={data} />}
        </CardContent>
      </Card>
    </>
  );
}
