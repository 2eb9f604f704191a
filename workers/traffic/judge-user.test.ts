import { expect, it } from "vitest";
import { seeded, shuffled } from "@/lib/attribution/journey.fixture";
import { TrafficSettings } from "@/lib/contracts/traffic-settings";
import type { UserEvent } from "@/lib/storage/traffic/load-users";
import { narrowSteps, newWorld, randomEvents } from "./events.fixture";
import { judgeUser, spanToKnow } from "./judge-user";
import { ruleOf, userRules } from "./marks";
import { oracleMarks } from "./oracle.fixture";

const month = 30 * 86_400_000;
const windows = { of: () => month, longest: month };

it.each([1, 2, 3, 4, 5, 6])(
  "ends with the marks of the plain oracle, in whatever order events come (seed %i)",
  (seed) => {
    const random = seeded(seed);
    const world = { ...newWorld(), users: ["u"] };
    const settings = new TrafficSettings(narrowSteps());
    const events = randomEvents(120, random, world);
    const stored: UserEvent[] = [];
    for (const event of shuffled(events, random)) {
      const { kind, at, campaignId, eventId, creativeId, addressKey, recordMarks } = event;
      stored.push({ kind, at, campaignId, eventId, creativeId, addressKey, marks: recordMarks });
      const touched = { userKey: "u", from: at, to: at };
      const known = spanToKnow(touched, windows);
      const loaded = stored.filter((each) => each.at >= known.from && each.at <= known.to);
      for (const change of judgeUser(touched, loaded, settings, windows).changed) change.event.marks = change.marks;
    }
    const expected = oracleMarks(events, settings, () => month);
    for (const event of stored) {
      const marks = (expected.get(`${event.kind} ${event.eventId}`) ?? []).filter(
        (mark) => userRules.some((rule) => rule === ruleOf(mark)) || /crawler|center/.test(mark),
      );
      expect(event.marks ?? []).toEqual(marks);
    }
  },
);
