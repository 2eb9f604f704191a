/** What a downloaded report is saved as: its name and the first and last day of its range in its zone. */
export function reportFilename(name: string, report: { from: string; to: string; timeZone: string }): string {
  // Swedish writes dates as ISO 8601 does
  const days = new Intl.DateTimeFormat("sv", { timeZone: report.timeZone });
  return `${name}-${days.format(Date.parse(report.from))}-${days.format(Date.parse(report.to) - 1)}.csv`;
}
