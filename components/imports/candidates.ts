import type { SelectOption } from "@/components/ui/select";
import { type IngestKind, ingestKindSchema } from "@/lib/contracts/kinds";
import type { Inspection } from "@/lib/contracts/preview";
import type { Source } from "@/lib/contracts/source";
import { counted, kindNames } from "./batch-words";

type Candidate = Inspection["candidates"][number];

/** "18 of 20 rows fit"; nothing where nothing was tried. */
export function fitText(candidate: Pick<Candidate, "accepted" | "rejected"> | undefined): string | undefined {
  if (!candidate) return undefined;
  const tried = candidate.accepted + candidate.rejected;
  return tried === 0 ? undefined : `${candidate.accepted} of ${counted(tried, "row")} fit`;
}

/** Whether another source would take as many of the rows: then a person has to know whose they are. */
export function isTied(candidates: readonly Candidate[], chosen: Candidate | undefined): boolean {
  return candidates.some(({ sourceId, accepted }) => sourceId !== chosen?.sourceId && accepted === chosen?.accepted);
}

/** The kind that fits a source best; undefined where none was tried. */
export function bestOf(candidates: readonly Candidate[], sourceId: string): Candidate | undefined {
  return candidates.find((candidate) => candidate.sourceId === sourceId);
}

/** All sources, those that fit best first, each with what its best kind would take. */
export function sourceOptions(
  candidates: readonly Candidate[],
  sources: readonly Pick<Source, "id" | "name">[],
): SelectOption<string>[] {
  const names = new Map(candidates.map(({ sourceId, sourceName }) => [sourceId, sourceName]));
  for (const { id, name } of sources) names.set(id, name);
  return [...names].map(([id, name]) => ({ value: id, label: name, hint: fitText(bestOf(candidates, id)) }));
}

/** All kinds, each with what the source would take as it. */
export function kindOptions(candidates: readonly Candidate[], sourceId: string | null): SelectOption<IngestKind>[] {
  return ingestKindSchema.options.map((kind) => ({
    value: kind,
    label: kindNames[kind],
    hint: fitText(candidates.find((candidate) => candidate.sourceId === sourceId && candidate.kind === kind)),
  }));
}
