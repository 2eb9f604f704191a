/** One request of the load: the body, and what a plain loop over it says must come of it. */
export interface LoadRequest {
  path: "impressions" | "clicks";
  contentType: string;
  body: string;
  records: number;
}

/** What must be stored when all of the load is in: the ids of valid records, each once. */
export interface Load {
  requests: LoadRequest[];
  expectedIds: { impression: Set<string>; click: Set<string> };
  /** How many records are broken; each is rejected as often as its request is taken in. */
  broken: number;
  events: number;
}

const campaigns = 5;
const perRequest = 250;

/** A small seeded generator of numbers in [0, 1) (mulberry32), so that a run can be repeated. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** The catalogue that the load's events refer to. */
export function loadCatalog() {
  const ids = Array.from({ length: campaigns }, (_, index) => `fault-${index}`);
  return {
    advertisers: [{ id: "fault", name: "Fault suite", timeZone: "UTC", currency: "USD" }],
    campaigns: ids.map((id) => ({ id, advertiserId: "fault", name: id, pricing: "cpm", priceMicros: 2_000_000 })),
    creatives: ids.map((id) => ({ id: `${id}-a`, campaignId: id, name: "a", format: "300x250" })),
  };
}

/**
 * Makes `events` records, three quarters impressions (NDJSON) and a quarter clicks (CSV):
 * 5 % are copies of an earlier record, 2 % are broken.
 */
export function makeLoad(events: number, seed: number, now = Date.now()): Load {
  const random = seededRandom(seed);
  const lines = { impression: [] as string[], click: [] as string[] };
  const expectedIds = { impression: new Set<string>(), click: new Set<string>() };
  let broken = 0;
  for (let index = 0; index < events; index += 1) {
    const kind = random() < 0.75 ? "impression" : "click";
    const draw = random();
    const earlier = lines[kind];
    if (draw < 0.02) {
      broken += 1;
      earlier.push(brokenLine(kind, index));
    } else if (draw < 0.07 && expectedIds[kind].size > 0) {
      // a copy of a valid record: skip back over broken ones
      earlier.push(copyOf(earlier, Math.floor(random() * earlier.length)));
    } else {
      const id = `${kind}-${seed}-${index}`;
      expectedIds[kind].add(id);
      earlier.push(validLine(kind, id, index, now - Math.floor(random() * 3_600_000), random));
    }
  }
  return { requests: interleave(lines), expectedIds, broken, events };
}

function validLine(kind: "impression" | "click", id: string, index: number, at: number, random: () => number): string {
  const campaign = `fault-${index % campaigns}`;
  const user = `user-${Math.floor(random() * 400)}`;
  const time = new Date(at).toISOString();
  return kind === "impression"
    ? JSON.stringify({ eventId: id, occurredAt: time, userId: user, creativeId: `${campaign}-a`, site: "news.example" })
    : `${id},${time},${user},${campaign}`;
}

function brokenLine(kind: "impression" | "click", index: number): string {
  return kind === "impression"
    ? `{"eventId":"broken-${index}","site":"news.example"}`
    : `broken-${index},no time,user-1,fault-0`;
}

function copyOf(lines: readonly string[], from: number): string {
  for (let index = from; index >= 0; index -= 1) if (!lines[index]?.includes("broken-")) return lines[index] ?? "";
  return lines.find((line) => !line.includes("broken-")) ?? "";
}

function interleave(lines: Record<"impression" | "click", string[]>): LoadRequest[] {
  const requests: LoadRequest[] = [];
  const longest = Math.max(lines.impression.length, lines.click.length);
  for (let start = 0; start < longest; start += perRequest) {
    const impressions = lines.impression.slice(start, start + perRequest);
    const clicks = lines.click.slice(start, start + perRequest);
    if (impressions.length > 0) {
      const body = `${impressions.join("\n")}\n`;
      requests.push({ path: "impressions", contentType: "application/x-ndjson", body, records: impressions.length });
    }
    if (clicks.length > 0) {
      const body = `eventId,occurredAt,userId,campaignId\n${clicks.join("\n")}\n`;
      requests.push({ path: "clicks", contentType: "text/csv", body, records: clicks.length });
    }
  }
  return requests;
}
