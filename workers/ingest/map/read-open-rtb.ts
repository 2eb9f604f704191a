import { openRtbPaths } from "@/lib/contracts/fields";
import { decimalToMicros } from "./decimal-to-micros";
import { type Found, isAbsent } from "./read-aliases";
import { readPath } from "./read-path";
import { textOf } from "./to-field";

type Values = Record<string, unknown>;

/** What only makes a record poorer when it is not usable, not wrong. */
const usable: Record<string, RegExp> = {
  site: /^.{1,2048}$/s,
  userAgent: /^.{1,1024}$/s,
  ip: /^.{1,64}$/s,
  country: /^[a-z]{2,3}$/i,
};

/** The media of an impression (section 3.2.4). */
const media = ["banner", "video", "audio", "native"] as const;

/** What can be targeted on. */
const targetingPaths = [
  "user.gender",
  "user.yob",
  "user.keywords",
  "user.data",
  "site.cat",
  "site.keywords",
  "app.cat",
  "app.keywords",
  "device.devicetype",
  "device.language",
  "device.geo.region",
  "device.geo.city",
  "bcat",
  "badv",
] as const;

/** Tells an OpenRTB bid request: it has an id and a list of impressions, both of which the specification requires. */
export function isOpenRtb(record: Values): boolean {
  return Array.isArray(record.imp) && record.imp.length > 0 && textOf(record.id) !== undefined;
}

/**
 * Finds our fields in an OpenRTB 2.6 bid request. Of several impressions the first tells format and floor;
 * a floor is a price of a thousand in `bidfloorcur`, which is US dollars when it is not there.
 */
export function readOpenRtb(record: Values): Map<string, Found> {
  const found = new Map<string, Found>();
  for (const [field, candidates] of Object.entries(openRtbPaths)) {
    const name = candidates.find((path) => isUsable(field, readPath(record, path)));
    if (name !== undefined) found.set(field, { name, value: readPath(record, name) });
  }
  const format = media.find((medium) => !isAbsent(readPath(record, `imp.0.${medium}`)));
  if (format) found.set("adFormat", { name: "imp.0", value: format });
  const floor = textOf(readPath(record, "imp.0.bidfloor"));
  const micros = floor === undefined ? null : decimalToMicros(floor);
  if (micros !== null && micros >= 0 && Number.isSafeInteger(micros)) {
    // the name says the unit: the amount has been turned into micros
    found.set("bidFloorMicros", { name: "bidFloorMicros", value: micros });
    const currency = textOf(readPath(record, "imp.0.bidfloorcur")) ?? "";
    found.set("currency", { name: "imp.0.bidfloorcur", value: /^[a-z]{3}$/i.test(currency) ? currency : "USD" });
  }
  const targeting = targetingOf(record);
  if (Object.keys(targeting).length > 0) found.set("targeting", { name: "targeting", value: targeting });
  return found;
}

function isUsable(field: string, value: unknown): boolean {
  const text = isAbsent(value) ? undefined : textOf(value);
  return text !== undefined && (usable[field]?.test(text) ?? true);
}

/** As nested as it was sent. */
function targetingOf(record: Values): Values {
  const targeting: Values = {};
  for (const path of targetingPaths) {
    const value = readPath(record, path);
    if (isAbsent(value)) continue;
    const keys = path.split(".");
    const last = keys.pop() ?? path;
    let place = targeting;
    for (const key of keys) {
      place[key] ??= {};
      place = place[key] as Values;
    }
    place[last] = value;
  }
  return targeting;
}
