"use client";

import { formatCalendarDate } from "./format-time";
import { StatusDot } from "./status-dot";

type FlightBadgeProps = { startsOn: string | null; endsOn: string | null };

/** Whether a campaign's flight is on, over, or still to come; without dates it always runs. */
export function flightState({ startsOn, endsOn }: FlightBadgeProps, today: string): "scheduled" | "running" | "ended" {
  if (startsOn && today < startsOn) return "scheduled";
  if (endsOn && today > endsOn) return "ended";
  return "running";
}

/** The flight as a dot and a word, with the date that comes next. */
export function FlightBadge({ className, ...flight }: FlightBadgeProps & { className?: string }) {
  const state = flightState(flight, new Date().toISOString().slice(0, 10));
  if (state === "scheduled")
    return (
      <StatusDot tone="info" className={className}>
        starts {formatCalendarDate(flight.startsOn ?? "")}
      </StatusDot>
    );
  if (state === "ended")
    return (
      <StatusDot tone="neutral" className={className}>
        ended {formatCalendarDate(flight.endsOn ?? "")}
      </StatusDot>
    );
  return (
    <StatusDot tone="success" className={className}>
      running
    </StatusDot>
  );
}
