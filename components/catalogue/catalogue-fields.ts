import type { z } from "zod";
import { modelLabel } from "@/components/ui/model-words";
import { advertiserSchema, attributionModelSchema, campaignSchema, creativeSchema } from "@/lib/contracts/catalog";

export const nouns = ["advertisers", "campaigns", "creatives"] as const;
export type Noun = (typeof nouns)[number];
export type Entry = Record<string, unknown> & { id: string; name: string };

/** What each noun is read by; the contracts are those of `PUT /api/catalog`. */
export const entrySchemas: Record<Noun, z.ZodType> = {
  advertisers: advertiserSchema,
  campaigns: campaignSchema,
  creatives: creativeSchema,
};

export const nounWords: Record<Noun, { one: string; many: string }> = {
  advertisers: { one: "advertiser", many: "Advertisers" },
  campaigns: { one: "campaign", many: "Campaigns" },
  creatives: { one: "creative", many: "Creatives" },
};

export interface EntryField {
  name: string;
  label: string;
  type: "text" | "date" | "money" | "days" | "choice";
  hint?: string;
  choices?: readonly { value: string; label: string }[];
  isRequired?: true;
  /** A change has figures of the past worked out again. */
  rewrites?: true;
  /** What a new entry begins with. */
  first?: unknown;
}

const id: EntryField = {
  name: "id",
  label: "Id",
  type: "text",
  isRequired: true,
  hint: "As events name it; it cannot be changed later.",
};
const name: EntryField = { name: "name", label: "Name", type: "text", isRequired: true };

export const entryFields: Record<Noun, readonly EntryField[]> = {
  advertisers: [
    id,
    name,
    {
      name: "timeZone",
      label: "Time zone",
      type: "text",
      first: "UTC",
      rewrites: true,
      hint: "IANA name, such as Europe/Berlin. Its days are the days of reports.",
    },
    {
      name: "currency",
      label: "Currency",
      type: "text",
      first: "EUR",
      rewrites: true,
      hint: "Three letters, such as EUR.",
    },
  ],
  campaigns: [
    id,
    name,
    { name: "advertiserId", label: "Advertiser", type: "text", isRequired: true, rewrites: true },
    { name: "startsOn", label: "First day", type: "date" },
    { name: "endsOn", label: "Last day", type: "date" },
    { name: "budgetMicros", label: "Budget", type: "money" },
    {
      name: "pricing",
      label: "Paid by",
      type: "choice",
      first: "cpm",
      rewrites: true,
      choices: [
        { value: "cpm", label: "Thousand impressions (CPM)" },
        { value: "cpc", label: "Click (CPC)" },
        { value: "cpa", label: "Conversion (CPA)" },
      ],
    },
    { name: "priceMicros", label: "Price", type: "money", first: 0, rewrites: true },
    { name: "clickWindowDays", label: "Click window, days", type: "days", first: 30, rewrites: true },
    { name: "viewWindowDays", label: "View window, days", type: "days", first: 1, rewrites: true },
    {
      name: "attributionModel",
      label: "Attribution model",
      type: "choice",
      first: "last_touch",
      rewrites: true,
      choices: attributionModelSchema.options.map((value) => ({ value, label: modelLabel(value) })),
    },
  ],
  creatives: [
    id,
    name,
    { name: "campaignId", label: "Campaign", type: "text", isRequired: true },
    { name: "format", label: "Format", type: "text", first: "unknown", hint: "Such as 300x250 or video." },
  ],
};

/** A value as a person reads and types it: money in whole units, nothing as an empty text. */
export function toText(field: EntryField, value: unknown): string {
  if (value === null || value === undefined) return "";
  return field.type === "money" ? String(Number(value) / 1_000_000) : String(value);
}

/** What a person typed as the contract takes it; an empty text is nothing. */
export function fromText(field: EntryField, text: string): unknown {
  const typed = text.trim();
  if (typed === "") return field.type === "text" && field.isRequired ? "" : undefined;
  if (field.type === "money") return Math.round(Number(typed.replace(",", ".")) * 1_000_000);
  return field.type === "days" ? Number(typed) : typed;
}
