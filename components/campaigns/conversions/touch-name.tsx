import { ForeignText } from "@/components/ui/foreign-text";
import { formatDateTime } from "@/components/ui/format-time";
import type { CandidateTouch } from "@/lib/contracts/conversions";
import { ageText } from "./conversion-words";

type TouchNameProps = { touch: CandidateTouch; timeZone: string };

/** A touch in two lines: what it was and how long before, and where. */
export function TouchName({ touch, timeZone }: TouchNameProps) {
  const where = [touch.creativeName, touch.site, touch.device, touch.country].filter(
    (part) => part !== "" && part !== "unknown",
  );
  return (
    <span className="block min-w-0">
      <span
        className="block whitespace-nowrap"
        title={formatDateTime(touch.at, timeZone, { seconds: true, zone: true })}
      >
        <span className="font-medium">{touch.kind === "click" ? "Click" : "View"}</span>{" "}
        <span className="text-muted-foreground tabular-nums">{ageText(touch.ageSeconds)}</span>
      </span>
      <span className="block truncate text-faint-foreground text-xs" title={where.join(" · ")}>
        {where.length === 0 ? "creative and site unknown" : <Where parts={where} />}
      </span>
    </span>
  );
}

function Where({ parts }: { parts: readonly string[] }) {
  return parts.map((part, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: creative, site, device, country: their place is what they are.
    <span key={index}>
      {index > 0 && " · "}
      <ForeignText text={part} />
    </span>
  ));
}
