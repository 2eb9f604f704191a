import type { WeekShape } from "./rhythm";

/** A story that a chart must show: see `stories.ts`. */
export type Story = "under-delivers" | "ctr-falls";

export interface AdvertiserPlan {
  id: string;
  name: string;
  timeZone: string;
  currency: string;
  /** How many units of the currency a US dollar buys, so that prices look native. */
  perDollar: number;
  week: WeekShape;
  countries: readonly string[];
  /** Topics of the sites that fit, which get three times the traffic. */
  topics: readonly string[];
}

export interface CampaignPlan {
  id: string;
  advertiserId: string;
  name: string;
  pricing: "cpm" | "cpc" | "cpa";
  /** US dollars for a thousand impressions, a click or a conversion. */
  price: number;
  clickWindowDays: number;
  viewWindowDays: number;
  model: "last_touch" | "first_touch" | "linear" | "time_decay" | "position";
  /** First and last day of the flight, counted from the day of "now". */
  flight: readonly [number, number];
  dailyImpressions: number;
  clickRate: number;
  /** Conversions for each click, and for each impression that was only seen. */
  conversionRate: number;
  viewThroughRate: number;
  conversionTypes: readonly string[];
  /** Median value of a conversion, in US dollars. */
  value: number;
  creatives: readonly (readonly [format: string, name: string, strength: number])[];
  story?: Story;
}
