import Link from "next/link";
import type { ReactNode } from "react";
import { daysText } from "@/components/campaigns/signed";
import { CopyButton } from "@/components/ui/copy-button";
import { ForeignText } from "@/components/ui/foreign-text";
import { formatDateTime } from "@/components/ui/format-time";
import { modelLabel } from "@/components/ui/model-words";
import type { ConversionDetail } from "@/lib/contracts/conversions";

/** What is kept of the conversion, where it came from, and the rules that it was credited by. */
export function ConversionFacts({ conversion }: { conversion: ConversionDetail }) {
  const { eventId, orderId, batchId, receivedAt, timeZone } = conversion;
  return (
    <section aria-label="Facts">
      <h3 className="mb-2 font-medium text-muted-foreground text-xs">What is kept of it</h3>
      <dl className="grid grid-cols-[auto_1fr] gap-x-6 gap-y-1.5 text-sm">
        <Fact label="Event id">
          <span className="min-w-0 break-all font-mono text-xs">
            <ForeignText text={eventId} />
          </span>
          <CopyButton text={eventId} label="Copy the event id" className="-my-1.5" />
        </Fact>
        <Fact label="Order">
          {orderId === null ? (
            <span className="text-muted-foreground">sent without one: it counts by itself</span>
          ) : (
            <ForeignText text={orderId} className="min-w-0 break-all" />
          )}
        </Fact>
        <Fact label="Arrived">
          <span className="tabular-nums">{formatDateTime(receivedAt, timeZone, { seconds: true })}</span>
          <Link href={`/imports/${encodeURIComponent(batchId)}`} className="text-brand hover:underline">
            its batch
          </Link>
        </Fact>
        <Fact label="Campaign’s rules">
          {modelLabel(conversion.model)}, clicks of {daysText(conversion.clickWindowDays)}, views of{" "}
          {daysText(conversion.viewWindowDays)}
        </Fact>
      </dl>
    </section>
  );
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-muted-foreground">{label}</dt>
      <dd className="flex min-w-0 flex-wrap items-center gap-x-2">{children}</dd>
    </>
  );
}
