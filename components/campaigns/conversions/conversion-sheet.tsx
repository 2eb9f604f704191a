"use client";

import { SearchX } from "lucide-react";
import { type ConversionKey, useConversion } from "@/components/campaigns/report-queries";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import { Sheet, SheetContent } from "@/components/ui/sheet";
import { Skeleton } from "@/components/ui/skeleton";
import { ConversionBody } from "./conversion-body";

type ConversionSheetProps = {
  conversion: ConversionKey;
  onOpen: (conversion: ConversionKey) => void;
  onClose: () => void;
};

/** One conversion at the side of the page: what it is credited to, and why. */
export function ConversionSheet({ conversion, onOpen, onClose }: ConversionSheetProps) {
  const { data, error, refetch, isFetching } = useConversion(conversion);
  const unknown = error && "status" in error && error.status === 404;
  return (
    <Sheet open onOpenChange={(open) => !open && onClose()}>
      <SheetContent
        title="Why this conversion is credited as it is"
        heading={<span className="truncate font-semibold text-base">Conversion</span>}
        className="w-full sm:max-w-2xl"
        returnFocusTo={() => document.querySelector<HTMLElement>(`[data-opens="${CSS.escape(conversion.eventId)}"]`)}
      >
        {data && <ConversionBody conversion={data} onOpen={onOpen} />}
        {!data && !error && <Waiting />}
        {!data && unknown && (
          <EmptyState
            icon={<SearchX aria-hidden />}
            title="There is no such conversion"
            description="The link may be old: conversions end with their retention, and with the erasure of their person."
          />
        )}
        {!data && error && !unknown && (
          <ErrorState
            title="The conversion could not be loaded"
            message={error.message}
            onRetry={() => void refetch()}
            retrying={isFetching}
          />
        )}
      </SheetContent>
    </Sheet>
  );
}

function Waiting() {
  return (
    <div role="status" aria-label="Loading the conversion" aria-busy className="flex flex-col gap-6 px-5 pt-1 pb-8">
      <Skeleton className="h-16" />
      <Skeleton className="h-24" />
      <Skeleton className="h-40" />
      <Skeleton className="h-48" />
    </div>
  );
}
