import { useState } from "react";
import type { IngestKind } from "@/lib/contracts/kinds";
import type { Mapping, Source } from "@/lib/contracts/source";
import type { KindMapping } from "./proposal";

/** The mapping of a source as it is edited; until something is changed it is the saved one, also when that changes. */
export function useMappingDraft(source: Source) {
  const [draft, setDraft] = useState<Mapping | null>(null);
  const mapping = draft ?? source.mapping;
  return {
    mapping,
    isChanged: draft !== null && JSON.stringify(draft) !== JSON.stringify(source.mapping),
    set(kind: IngestKind, value: KindMapping | undefined) {
      const { [kind]: _, ...others } = mapping;
      setDraft(value ? { ...others, [kind]: value } : others);
    },
    discard: () => setDraft(null),
  };
}
