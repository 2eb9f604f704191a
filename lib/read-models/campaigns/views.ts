import type { EventKind } from "@/lib/contracts/kinds";
import { Prisma } from "@/lib/storage/prisma";
import type { Level } from "./choose-level";
import type { Dimension } from "./dimension";
import type { Fact } from "./raw-sums";

export type Levels = Readonly<Record<Level, Prisma.Sql>>;

/** Bid requests know no creative. */
export type BidDimension = Exclude<Dimension, "creative">;

const sql = Prisma.sql;

/**
 * The continuous aggregates by name, so that a level and a dimension choose among fixed texts and
 * no name is ever put together. All are real-time: materialised up to a watermark, the rest live.
 */
export const views: Record<Exclude<Fact, "bid">, Record<Dimension, Levels>> & { bid: Record<BidDimension, Levels> } = {
  impression: {
    creative: {
      "15m": sql`impression_by_creative_15m`,
      "1h": sql`impression_by_creative_1h`,
      "1d": sql`impression_by_creative_1d`,
    },
    site: {
      "15m": sql`impression_by_site_15m`,
      "1h": sql`impression_by_site_1h`,
      "1d": sql`impression_by_site_1d`,
    },
    device: {
      "15m": sql`impression_by_device_15m`,
      "1h": sql`impression_by_device_1h`,
      "1d": sql`impression_by_device_1d`,
    },
    country: {
      "15m": sql`impression_by_country_15m`,
      "1h": sql`impression_by_country_1h`,
      "1d": sql`impression_by_country_1d`,
    },
  },
  click: {
    creative: {
      "15m": sql`click_by_creative_15m`,
      "1h": sql`click_by_creative_1h`,
      "1d": sql`click_by_creative_1d`,
    },
    site: {
      "15m": sql`click_by_site_15m`,
      "1h": sql`click_by_site_1h`,
      "1d": sql`click_by_site_1d`,
    },
    device: {
      "15m": sql`click_by_device_15m`,
      "1h": sql`click_by_device_1h`,
      "1d": sql`click_by_device_1d`,
    },
    country: {
      "15m": sql`click_by_country_15m`,
      "1h": sql`click_by_country_1h`,
      "1d": sql`click_by_country_1d`,
    },
  },
  credit: {
    creative: {
      "15m": sql`credit_by_creative_15m`,
      "1h": sql`credit_by_creative_1h`,
      "1d": sql`credit_by_creative_1d`,
    },
    site: {
      "15m": sql`credit_by_site_15m`,
      "1h": sql`credit_by_site_1h`,
      "1d": sql`credit_by_site_1d`,
    },
    device: {
      "15m": sql`credit_by_device_15m`,
      "1h": sql`credit_by_device_1h`,
      "1d": sql`credit_by_device_1d`,
    },
    country: {
      "15m": sql`credit_by_country_15m`,
      "1h": sql`credit_by_country_1h`,
      "1d": sql`credit_by_country_1d`,
    },
  },
  bid: {
    site: {
      "15m": sql`bid_by_site_15m`,
      "1h": sql`bid_by_site_1h`,
      "1d": sql`bid_by_site_1d`,
    },
    device: {
      "15m": sql`bid_by_device_15m`,
      "1h": sql`bid_by_device_1h`,
      "1d": sql`bid_by_device_1d`,
    },
    country: {
      "15m": sql`bid_by_country_15m`,
      "1h": sql`bid_by_country_1h`,
      "1d": sql`bid_by_country_1d`,
    },
  },
};

/** One row a user: what reach is counted over. */
export const userViews: Levels = {
  "15m": sql`impression_by_user_15m`,
  "1h": sql`impression_by_user_1h`,
  "1d": sql`impression_by_user_1d`,
};

/** Invalid traffic by rule; valid events are not in it. */
export const invalidViews: Record<"impression" | "click" | "conversion" | "bid", Levels> = {
  impression: {
    "15m": sql`impression_invalid_15m`,
    "1h": sql`impression_invalid_1h`,
    "1d": sql`impression_invalid_1d`,
  },
  click: {
    "15m": sql`click_invalid_15m`,
    "1h": sql`click_invalid_1h`,
    "1d": sql`click_invalid_1d`,
  },
  conversion: {
    "15m": sql`conversion_invalid_15m`,
    "1h": sql`conversion_invalid_1h`,
    "1d": sql`conversion_invalid_1d`,
  },
  bid: {
    "15m": sql`bid_invalid_15m`,
    "1h": sql`bid_invalid_1h`,
    "1d": sql`bid_invalid_1d`,
  },
};

/** By source, of which reports know nothing. */
export const sourceViews: Record<EventKind, Levels> = {
  impression: {
    "15m": sql`impression_by_source_15m`,
    "1h": sql`impression_by_source_1h`,
    "1d": sql`impression_by_source_1d`,
  },
  click: {
    "15m": sql`click_by_source_15m`,
    "1h": sql`click_by_source_1h`,
    "1d": sql`click_by_source_1d`,
  },
  conversion: {
    "15m": sql`conversion_by_source_15m`,
    "1h": sql`conversion_by_source_1h`,
    "1d": sql`conversion_by_source_1d`,
  },
  bid_request: {
    "15m": sql`bid_by_source_15m`,
    "1h": sql`bid_by_source_1h`,
    "1d": sql`bid_by_source_1d`,
  },
};

/** Impressions by whether they were won, measured and viewable. */
export const funnelViews: Levels = {
  "15m": sql`impression_funnel_15m`,
  "1h": sql`impression_funnel_1h`,
  "1d": sql`impression_funnel_1d`,
};

/** Conversions as they came, by type. */
export const conversionTypeViews: Levels = {
  "15m": sql`conversion_by_type_15m`,
  "1h": sql`conversion_by_type_1h`,
  "1d": sql`conversion_by_type_1d`,
};

/** Conversions by the touch that last touch credits, and how long after it they came. */
export const touchViews: Levels = {
  "15m": sql`credit_by_touch_15m`,
  "1h": sql`credit_by_touch_1h`,
  "1d": sql`credit_by_touch_1d`,
};
