/** The sections of the campaign's page, as `?tab=` names them; the first needs no name. */
export const campaignTabs = ["overview", "attribution", "conversions", "delivery", "changes"] as const;
export type CampaignTab = (typeof campaignTabs)[number];

export const tabLabels: Record<CampaignTab, string> = {
  overview: "Overview",
  attribution: "Attribution",
  conversions: "Conversions",
  delivery: "Delivery",
  changes: "Changes",
};
