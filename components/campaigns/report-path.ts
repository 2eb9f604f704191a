export type ReportName =
  | "performance"
  | "explain"
  | "funnel"
  | "pacing"
  | "lag"
  | "days"
  | "conversion-types"
  | "restatements"
  | "attribution"
  | "conversions";

/** What of a campaign's page is asked for; undefined and null parts are left out. */
export type ReportParams = Readonly<Record<string, string | number | null | undefined>>;

/** The address of one of a campaign's reports. */
export function reportPath(campaignId: string, report: ReportName, params: ReportParams = {}): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(params)) {
    if (value !== undefined && value !== null && value !== "") query.set(name, String(value));
  }
  const text = query.toString();
  return `/api/campaigns/${encodeURIComponent(campaignId)}/${report}${text && `?${text}`}`;
}
