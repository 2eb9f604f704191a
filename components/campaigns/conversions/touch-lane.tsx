import { cn } from "@/components/ui/cn";
import { formatDateTime } from "@/components/ui/format-time";
import type { CandidateTouch, ConversionDetail } from "@/lib/contracts/conversions";
import { ageText } from "./conversion-words";
import { levelsOf, type TimelineScale } from "./timeline-scale";

type TouchLaneProps = {
  label: string;
  touches: readonly CandidateTouch[];
  windowSeconds: number;
  scale: TimelineScale;
  conversion: ConversionDetail;
};

/** Touches of one kind: a dot each, filled by whether the campaign's own model credits it, its window shaded. */
export function TouchLane({ label, touches, windowSeconds, scale, conversion }: TouchLaneProps) {
  const [from, to] = [scale.at(windowSeconds), scale.at(0)];
  const places = touches.map((touch) => scale.at(touch.ageSeconds));
  const levels = levelsOf(places);
  return (
    <div className="relative h-11 border-b last-of-type:border-b-0">
      <span className="absolute top-1/2 -left-12 -translate-y-1/2 text-muted-foreground text-xs">{label}</span>
      <div
        className="absolute inset-y-1 rounded-l-sm border-brand/40 border-l bg-brand-soft"
        style={{ left: `${from * 100}%`, width: `${(to - from) * 100}%` }}
      />
      {touches.map((touch, index) => (
        <Dot
          key={touch.eventId}
          touch={touch}
          conversion={conversion}
          left={places[index] ?? 0}
          level={levels[index] ?? 0}
        />
      ))}
    </div>
  );
}

type DotProps = { touch: CandidateTouch; conversion: ConversionDetail; left: number; level: number };

const tops = ["50%", "25%", "75%"] as const;

function Dot({ touch, conversion, left, level }: DotProps) {
  const credit = touch.credits.find(({ model }) => model === conversion.model)?.creditMicros ?? 0;
  const color = touch.kind === "click" ? "ring-chart-2" : "ring-chart-1";
  const fill = touch.kind === "click" ? "bg-chart-2" : "bg-chart-1";
  return (
    <span
      title={`${touch.kind === "click" ? "Click" : "View"}, ${formatDateTime(touch.at, conversion.timeZone, { seconds: true })}, ${ageText(touch.ageSeconds)}`}
      className={cn(
        "absolute size-2.5 -translate-x-1/2 -translate-y-1/2 rounded-full ring-2 ring-inset",
        credit > 0 ? cn(fill, color, "size-3") : "bg-popover ring-faint-foreground",
      )}
      style={{ left: `${left * 100}%`, top: tops[level] ?? tops[0] }}
    />
  );
}
