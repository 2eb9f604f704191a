import Link from "next/link";
import { Callout } from "@/components/ui/callout";
import type { Performance } from "@/lib/contracts/reports";

/** Says which open incidents touch the figures of this page; nothing when there is none. */
export function IncidentBanner({ incidents }: { incidents: Performance["incidents"] }) {
  const [first, ...rest] = incidents;
  if (!first) return null;
  const tone = incidents.some((incident) => incident.severity === "critical") ? "danger" : "warning";
  return (
    <Callout
      tone={tone}
      title={first.title}
      className="mb-6"
      action={
        <Link href={`/alerts/${first.alertId}`} className="font-medium text-sm underline underline-offset-4">
          Open the alert
        </Link>
      }
    >
      Figures of this page may be incomplete until it is resolved.
      {rest.length > 0 && (
        <>
          {" "}
          <Link href="/alerts" className="underline underline-offset-4">
            {rest.length} more open {rest.length === 1 ? "alert" : "alerts"}
          </Link>
        </>
      )}
    </Callout>
  );
}
