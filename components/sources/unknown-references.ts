/** What becomes of records that name something that the catalogue does not know. */
export const unknownReferenceOptions = [
  { value: "reject", label: "Reject them; they can be replayed once the catalogue knows them" },
  { value: "create", label: "Take them in, under “unassigned”" },
] as const;
