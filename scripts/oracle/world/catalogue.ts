/** The accounts, campaigns and creatives that the world's events name. */
export const accounts = [
  { id: "oracle-eur", currency: "EUR" },
  { id: "oracle-usd", currency: "USD" },
];

export interface PlainCampaign {
  id: string;
  advertiserId: string;
  currency: string;
  pricing: "cpm" | "cpc" | "cpa";
  priceMicros: number;
  clickWindowDays: number;
  creativeIds: string[];
}

/** The last one is for ids that are used twice, so that who wins there touches no other figure. */
export const campaigns: PlainCampaign[] = Array.from({ length: 10 }, (_, index) => {
  const account = accounts[index % 2] ?? { id: "", currency: "" };
  return {
    id: `oracle-${index}`,
    advertiserId: account.id,
    currency: account.currency,
    pricing: (["cpm", "cpc", "cpa"] as const)[index % 3] ?? "cpm",
    priceMicros: 1_000_500 + index * 333_333,
    clickWindowDays: index === 3 ? 0 : index === 4 ? 1 : 30,
    creativeIds: [`oracle-${index}-a`, `oracle-${index}-b`],
  };
});
export const reuseCampaign = campaigns[9] as PlainCampaign;

/** Euros to dollars, one rate a day; the days before have none. */
export const rateOfDay = "1.0853";

export const agents = [
  {
    text: "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:121.0) Gecko/20100101 Firefox/121.0",
    device: "desktop",
    rules: [],
  },
  {
    text: "Mozilla/5.0 (iPhone; CPU iPhone OS 17_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.1 Mobile/15E148 Safari/604.1",
    device: "mobile",
    rules: [],
  },
  {
    text: "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
    device: null,
    rules: ["known_crawler"],
  },
] as const;
