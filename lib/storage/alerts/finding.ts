/** What a monitor found wrong, and what becomes an alert of the same fingerprint. */
export interface Finding {
  /** The same trouble has the same fingerprint, whenever it is found. */
  fingerprint: string;
  monitor: string;
  title: string;
  severity: "critical" | "warning" | "info";
  sourceId: string | null;
  campaignId: string | null;
  /** In the unit that its name tells, as `silenceSeconds`; a `…Rate` is a fraction of one. */
  metric: string;
  observed: number;
  expected: number;
  /** Figures that help whoever looks at it. */
  evidence: Record<string, unknown>;
}

/** Who writes the lines of a monitor into an alert's timeline. */
export const system = "system";
