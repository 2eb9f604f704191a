/** What a reason means, in words that say what to look at. */
const words: Record<string, string> = {
  malformed_record: "Cannot be read",
  missing_field: "Field is missing",
  wrong_type: "Value of a wrong type",
  out_of_range: "Value out of range",
  invalid_value: "Value is not accepted",
  unknown_reference: "Not in the catalogue",
  inconsistent_reference: "Contradicts the catalogue",
  clock_skew: "Time lies in the future",
  id_reused: "Event id was used before",
  unprocessable: "Could not be processed",
};

/** `missing_field` → "Field is missing"; a reason that is not known here stands as it is. */
export function reasonText(reason: string): string {
  return words[reason] ?? reason.replaceAll("_", " ");
}
