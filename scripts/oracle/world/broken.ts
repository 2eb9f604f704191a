import { campaigns, type PlainCampaign } from "./catalogue";
import type { Random } from "./random";
import type { Path, Sent } from "./sent";
import { csvHeader } from "./write-record";

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

interface Draft {
  serial: number;
  at: number;
  campaign: PlainCampaign;
}
type Spoil = (draft: Draft) => Sent;

function impression(change: Record<string, unknown>, reason: string, field: string | null): Spoil {
  return (draft) => {
    const text = JSON.stringify({ ...sound(draft), ...change });
    return { path: "impressions", text, fate: { reason, field } };
  };
}

function text(path: Path, write: (draft: Draft) => string, reason: string, field: string | null): Spoil {
  return (draft) => ({ path, text: write(draft), fate: { reason, field } });
}

function sound({ serial, at, campaign }: Draft) {
  return {
    eventId: `broken ${serial}`,
    occurredAt: new Date(at).toISOString(),
    userId: "somebody",
    creativeId: campaign.creativeIds[0],
    site: "oracle-site-1.net",
  };
}

function row({ serial, at, campaign }: Draft, change: Partial<Record<"user" | "time" | "campaign", string>>): string {
  const time = change.time ?? new Date(at).toISOString();
  return `broken ${serial},${time},${change.user ?? "somebody"},${change.campaign ?? campaign.id},,,click,,,,,,`;
}

const iso = (at: number) => new Date(at).toISOString();

const spoils: Spoil[] = [
  text("impressions", (draft) => `${JSON.stringify(sound(draft)).slice(0, -3)}`, "malformed_record", null),
  text("impressions", () => "[1, 2]", "malformed_record", null),
  impression({ userId: undefined }, "missing_field", "userId"),
  impression({ occurredAt: "yesterday" }, "wrong_type", "occurredAt"),
  impression({ occurredAt: "4/5/2024 10:00" }, "wrong_type", "occurredAt"),
  impression({ site: ["oracle-site-1.net"] }, "wrong_type", "site"),
  impression({ priceMicros: -1 }, "out_of_range", "priceMicros"),
  impression({ userId: "x".repeat(257) }, "invalid_value", "userId"),
  impression({ creativeId: "nobody's creative" }, "unknown_reference", "creativeId"),
  impression({ campaignId: "oracle-8", creativeId: "oracle-7-a" }, "inconsistent_reference", "campaignId"),
  impression({ priceMicros: 5, currency: "GBP" }, "unknown_reference", "currency"),
  text(
    "impressions",
    (draft) => JSON.stringify({ ...sound(draft), occurredAt: iso(draft.at + 10 * dayMs) }),
    "clock_skew",
    "occurredAt",
  ),
  text(
    "impressions",
    (draft) => JSON.stringify({ ...sound(draft), occurredAt: iso(draft.at - 6 * 366 * dayMs) }),
    "out_of_range",
    "occurredAt",
  ),
  text("interactions", (draft) => row(draft, { user: "" }), "missing_field", "userId"),
  text("interactions", (draft) => row(draft, { campaign: "nobody's campaign" }), "unknown_reference", "campaignId"),
  text("interactions", (draft) => `${row(draft, {})},one cell too many`, "malformed_record", null),
  text("interactions", (draft) => row(draft, { time: "2024-13-01T00:00:00Z" }), "wrong_type", "occurredAt"),
];

/** The columns stand in one place; a row here is as long as the header. */
if (
  row({ serial: 0, at: 0, campaign: campaigns[0] as PlainCampaign }, {}).split(",").length !==
  csvHeader.split(",").length
) {
  throw new Error("The broken rows have not the columns of the header.");
}

/** Records that must be rejected, each kind of break with its reason and field. */
export function brokenRecords(random: Random, now: number, count: number): Sent[] {
  return Array.from({ length: count }, (_, serial) =>
    random.pick(spoils)({
      serial,
      at: now - hourMs - random.below(2 * dayMs),
      campaign: random.pick(campaigns.slice(0, 9)),
    }),
  );
}
