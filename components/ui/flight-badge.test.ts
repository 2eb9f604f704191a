import { describe, expect, it } from "vitest";
import { flightState } from "./flight-badge";

describe("flightState", () => {
  it.each([
    ["2026-11-01", "2026-11-30", "2026-10-31", "scheduled"],
    ["2026-11-01", "2026-11-30", "2026-11-01", "running"],
    ["2026-11-01", "2026-11-30", "2026-11-30", "running"],
    ["2026-11-01", "2026-11-30", "2026-12-01", "ended"],
    [null, null, "2026-12-01", "running"],
  ])("of %s to %s on %s is %s", (startsOn, endsOn, today, state) => {
    expect(flightState({ startsOn, endsOn }, today)).toBe(state);
  });
});
