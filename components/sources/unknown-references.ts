/** What becomes of records that name something that the catalogue does not know. */
export const unknownReferenceOptions = [
  { value: "reject", label: "Reject them, with the reason" },
  { value: "create", label: "Take them in, under “unassigned”" },
] as const;
