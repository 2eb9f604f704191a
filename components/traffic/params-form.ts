import { type RateLimit, type TrafficRuleName, trafficParamsSchemas } from "@/lib/contracts/traffic";

/** One limit as it is typed. */
export interface LimitRow {
  /** For the list on screen; not sent. */
  id: string;
  kind: RateLimit["kind"];
  seconds: string;
  events: string;
}

export type ParamField =
  | { name: string; type: "number"; label: string; hint: string }
  | { name: string; type: "percent"; label: string; hint: string }
  | { name: string; type: "lines"; label: string; hint: string }
  | { name: string; type: "limits"; label: string; hint: string };

const limits: ParamField = {
  name: "limits",
  type: "limits",
  label: "Limits",
  hint: "More events of a kind than this within any such stretch of time are all marked.",
};

/** What can be set of each rule; nothing of those that judge by what cannot be discussed. */
export const paramFields: Record<TrafficRuleName, readonly ParamField[]> = {
  known_crawler: [
    {
      name: "patterns",
      type: "lines",
      label: "More crawlers",
      hint: "One a line: text that the user agent contains, in any case.",
    },
    {
      name: "exceptions",
      type: "lines",
      label: "Not crawlers",
      hint: "One a line: agents that contain it are let through.",
    },
  ],
  non_browser_agent: [],
  non_routable_address: [],
  data_center_address: [
    { name: "networks", type: "lines", label: "More networks", hint: "One a line, such as 198.51.100.0/24." },
    {
      name: "exceptions",
      type: "lines",
      label: "Not data centres",
      hint: "One a line: addresses in them are let through.",
    },
  ],
  hidden_placement: [],
  repeated_click: [
    {
      name: "seconds",
      type: "number",
      label: "Seconds",
      hint: "A click so soon after another on the same ad is marked.",
    },
  ],
  click_too_soon: [
    {
      name: "milliseconds",
      type: "number",
      label: "Milliseconds",
      hint: "A click sooner than this after its impression is marked.",
    },
  ],
  user_rate: [limits],
  address_rate: [limits],
  site_rate: [limits],
  user_on_many_addresses: [
    { name: "perDay", type: "number", label: "Addresses a day", hint: "More than these on one UTC day are too many." },
    { name: "perWeek", type: "number", label: "Addresses a week", hint: "More than these on seven UTC days in a row." },
  ],
  click_without_impression: [
    {
      name: "minClicks",
      type: "number",
      label: "Clicks, at least",
      hint: "Days of a campaign with fewer clicks are not judged.",
    },
    {
      name: "minMatchedShare",
      type: "percent",
      label: "Clicks with an impression, at least (%)",
      hint: "Where fewer clicks have theirs, impressions are not measured, and nothing is marked.",
    },
  ],
};

export type ParamsForm = Record<string, string | LimitRow[]>;

/** Parameters as they are typed. */
export function toParamsForm(rule: TrafficRuleName, params: Readonly<Record<string, unknown>>): ParamsForm {
  return Object.fromEntries(
    paramFields[rule].map(({ name, type }) => {
      const value = params[name];
      if (type === "lines") return [name, Array.isArray(value) ? value.join("\n") : ""];
      if (type === "limits") return [name, Array.isArray(value) ? value.map(toRow) : []];
      if (typeof value !== "number") return [name, ""];
      return [name, String(type === "percent" ? Number((value * 100).toFixed(4)) : value)];
    }),
  );
}

function toRow(limit: RateLimit, index: number): LimitRow {
  return { id: `set-${index}`, kind: limit.kind, seconds: String(limit.seconds), events: String(limit.events) };
}

/** The typed parameters by their contract, or what is wrong with them, by field. */
export function readParamsForm(
  rule: TrafficRuleName,
  form: ParamsForm,
): { params: Record<string, unknown> } | { problems: Record<string, string> } {
  const raw = Object.fromEntries(paramFields[rule].map((field) => [field.name, readField(field, form[field.name])]));
  const parsed = trafficParamsSchemas[rule].safeParse(raw);
  if (parsed.success) return { params: parsed.data };
  const problems: Record<string, string> = {};
  for (const { path, message } of parsed.error.issues) {
    const [name = "", index, part] = path.map(String);
    const place = index === undefined ? "" : `Line ${Number(index) + 1}${part ? `, ${part}` : ""}: `;
    problems[name] ??= `${place}${message}`;
  }
  return { problems };
}

function readField(field: ParamField, value: ParamsForm[string] | undefined): unknown {
  if (Array.isArray(value)) {
    return value.map(({ kind, seconds, events }) => ({
      kind,
      seconds: readNumber(seconds),
      events: readNumber(events),
    }));
  }
  const text = value ?? "";
  if (field.type === "lines") return linesOf(text);
  const number = readNumber(text);
  return field.type === "percent" ? number / 100 : number;
}

/** NaN where there is no number, which no contract takes. */
function readNumber(text: string): number {
  const trimmed = text.trim().replace(",", ".");
  return trimmed === "" ? Number.NaN : Number(trimmed);
}

function linesOf(text: string): string[] {
  const lines = text.split(/\r?\n/).map((line) => line.trim());
  return [...new Set(lines.filter((line) => line !== ""))];
}
