import { daysText } from "@/components/campaigns/signed";
import { cn } from "@/components/ui/cn";
import type { ConversionDetail } from "@/lib/contracts/conversions";
import { timelineScale } from "./timeline-scale";
import { TouchLane } from "./touch-lane";

const daySeconds = 86_400;

/** The candidate touches before and shortly after the conversion: clicks and views apart, the windows shaded. */
export function TouchTimeline({ conversion }: { conversion: ConversionDetail }) {
  const { touches, clickWindowDays, viewWindowDays, isCut } = conversion;
  const windows = { click: clickWindowDays * daySeconds, view: viewWindowDays * daySeconds };
  const scale = timelineScale([...touches.map((touch) => touch.ageSeconds), windows.click, windows.view]);
  const lane = (kind: "click" | "view") => touches.filter((touch) => touch.kind === kind);
  const [clicks, views] = [lane("click"), lane("view")];
  return (
    <section aria-label="Touches on a time line">
      <h3 className="font-medium text-muted-foreground text-xs">Touches of the same user</h3>
      <p className="mb-2 text-faint-foreground text-xs">
        The windows are shaded; nearer to the conversion time is drawn wider.
      </p>
      <div
        role="img"
        aria-label={`${clicks.length} clicks, ${views.length} views. Click window ${daysText(clickWindowDays)}, view window ${daysText(viewWindowDays)}. Each is listed below.`}
        className="rounded-lg border px-3 pt-3 pb-2"
      >
        <div className="relative mr-2 ml-12">
          <TouchLane
            label="Clicks"
            touches={clicks}
            windowSeconds={windows.click}
            scale={scale}
            conversion={conversion}
          />
          <TouchLane label="Views" touches={views} windowSeconds={windows.view} scale={scale} conversion={conversion} />
          <div
            className="absolute inset-y-0 -my-1 w-0 border-foreground border-l-2"
            style={{ left: `${scale.at(0) * 100}%` }}
            title="The conversion"
          />
        </div>
        <div className="relative mt-1 mr-2 ml-12 h-4 text-2xs text-faint-foreground tabular-nums">
          {scale.ticks.map((tick) => (
            <span
              key={tick.ageSeconds}
              className={cn("absolute -translate-x-1/2 whitespace-nowrap", tick.at < 0.03 && "translate-x-0")}
              style={{ left: `${tick.at * 100}%` }}
            >
              {tick.label}
            </span>
          ))}
        </div>
      </div>
      <p className="mt-2 flex flex-wrap gap-x-4 gap-y-1 text-muted-foreground text-xs">
        <Key className="bg-chart-2 ring-2 ring-chart-2 ring-inset">click with credit</Key>
        <Key className="bg-chart-1 ring-2 ring-chart-1 ring-inset">view with credit</Key>
        <Key className="ring-2 ring-faint-foreground ring-inset">without credit</Key>
        <span className="inline-flex items-center gap-1.5">
          <span aria-hidden className="h-3 border-foreground border-l-2" /> the conversion
        </span>
      </p>
      {touches.length === 0 && (
        <p className="mt-2 text-sm">This user has no click and no impression of the campaign before it.</p>
      )}
      {isCut && (
        <p className="mt-2 text-muted-foreground text-xs">
          The user has more touches than are shown: these are the latest, and all that decide about credit.
        </p>
      )}
    </section>
  );
}

function Key({ className, children }: { className: string; children: string }) {
  return (
    <span className="inline-flex items-center gap-1.5">
      <span aria-hidden className={cn("size-2.5 rounded-full", className)} />
      {children}
    </span>
  );
}
