/** (now − before) / before, as a fraction; null where there is nothing to compare, or to compare with. */
export function relativeChange(now: number | null | undefined, before: number | null | undefined): number | null {
  if (now === null || now === undefined || !before) return null;
  return (now - before) / before;
}
