const quote = 0x22;

/** What may stand between fields, the likeliest first. */
export const delimiters = [",", ";", "\t", "|"] as const;
export const delimiterBytes = delimiters.map((delimiter) => delimiter.charCodeAt(0));

/**
 * Tells what stands between the fields of a CSV file from its header line: the candidate that
 * occurs most outside of quotes; a comma when there is none, as in a file of one column.
 */
export function tellDelimiter(header: Uint8Array): string {
  const counts = delimiters.map(() => 0);
  let inQuotes = false;
  let isFieldStart = true;
  for (const byte of header) {
    const candidate = delimiterBytes.indexOf(byte);
    if (inQuotes) inQuotes = byte !== quote;
    // the second of two quotes opens the field again, which is what an escaped quote means
    else if (byte === quote) inQuotes = isFieldStart;
    else if (candidate >= 0) counts[candidate] = (counts[candidate] ?? 0) + 1;
    isFieldStart = !inQuotes && (candidate >= 0 || byte === quote);
  }
  const most = Math.max(...counts);
  return delimiters[most === 0 ? 0 : counts.indexOf(most)] ?? ",";
}
