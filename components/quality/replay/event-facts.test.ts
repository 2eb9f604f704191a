import { describe, expect, it } from "vitest";
import { eventFacts } from "./event-facts";

describe("eventFacts", () => {
  it("gives what the issue is about first, times as times, and leaves out what is not there", () => {
    const event = { eventId: "e", occurredAt: 1_700_000_000_000, site: null, targeting: { user: 1 } };
    expect(eventFacts(event, "targeting.user")).toEqual([
      { name: "targeting", text: '{"user":1}', isMeant: true },
      { name: "eventId", text: "e", isMeant: false },
      { name: "occurredAt", text: "2023-11-14T22:13:20.000Z", isMeant: false },
    ]);
  });

  it("stays short, and takes a time that is none", () => {
    expect(eventFacts({ userAgent: "x".repeat(1000), occurredAt: 9e20 }, null).map(({ text }) => text.length)).toEqual([
      80, 21,
    ]);
    expect(eventFacts(null, null)).toEqual([]);
  });
});
