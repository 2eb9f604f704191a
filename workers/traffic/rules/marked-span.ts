/** A stretch of event time (epoch milliseconds, both inclusive) whose events a rule marks. */
export interface MarkedSpan {
  from: number;
  to: number;
  /** `rule@version` */
  mark: string;
}

/** A rule's setting on a stretch of event time, as `TrafficSettings.between` gives it. */
export interface Stretch<Params> {
  from: number;
  to: number;
  setting: { params: Params; version: number };
}
