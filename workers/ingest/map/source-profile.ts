import type { Mapping } from "@/lib/contracts/source";

/** What the stages need to know of the source that sent a chunk. */
export interface SourceProfile {
  id: string;
  timeZone: string;
  unknownReferences: "reject" | "create";
  mapping: Mapping;
}
