/** Whether two queries of an address say the same, whatever the order of their names. */
export function sameQuery(left: string, right: string): boolean {
  return sorted(left) === sorted(right);
}

function sorted(query: string): string {
  const params = new URLSearchParams(query);
  params.sort();
  return params.toString();
}
