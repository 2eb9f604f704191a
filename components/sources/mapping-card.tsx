"use client";

import { Sparkles } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { MappingEditor } from "@/components/mapping/mapping-editor";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Card, CardHeader } from "@/components/ui/card";
import { cn } from "@/components/ui/cn";
import { May } from "@/components/ui/permissions";
import { Select } from "@/components/ui/select";
import { toast } from "@/components/ui/toast";
import type { IngestKind } from "@/lib/contracts/kinds";
import type { Source } from "@/lib/contracts/source";
import { MappingPreview } from "./mapping-preview";
import { useProposal } from "./mapping-queries";
import { openProposals, openQuestions, withProposals } from "./proposal";
import { ProposalPanel } from "./proposal-panel";
import { kindOptions } from "./pull-words";
import { usePatchSource } from "./queries";
import type { Sample } from "./sample";
import { SampleBox } from "./sample-box";
import { useDebounced } from "./use-debounced";
import { useMappingDraft } from "./use-mapping-draft";

const debounceMs = 350;
const nothing: ReadonlySet<string> = new Set();

/** How the source's records become ours: the rules at the left, what they make of a sample at the right. */
export function MappingCard({ source, className }: { source: Source; className?: string }) {
  const card = useScrollTarget();
  const { mapping, isChanged, set, discard } = useMappingDraft(source);
  const [kind, setKind] = useState<IngestKind>(() => firstKind(source));
  const [sample, setSample] = useState<Sample | null>(null);
  const [asks, setAsks] = useState(false);
  const [putAway, setPutAway] = useState(nothing);
  const patch = usePatchSource(source.id, () => {
    discard();
    toast.success("Mapping saved");
  });
  const value = mapping[kind];
  const tried = useDebounced(value, debounceMs);
  const proposal = useProposal({ sourceId: source.id, kind, sample, value: source.mapping[kind] });
  const proposed = openProposals(proposal.data, value, putAway);
  const questions = openQuestions(proposal.data, value);

  return (
    <Card ref={card} className={cn("scroll-mt-4", className)} id="mapping">
      <CardHeader
        title="Mapping"
        description="How their field names and formats become ours. Usual names are known without it."
        actions={<Select aria-label="Kind of the records" value={kind} onChange={setKind} options={kindOptions} />}
      />
      <div className="grid border-t lg:grid-cols-2">
        <div className="order-2 min-w-0 pt-3 lg:order-none lg:border-r">
          {asks && sample && proposal.error && (
            <Callout tone="danger" title={proposal.error.message} className="mx-5 mb-4" />
          )}
          {asks && sample && proposal.data && (
            <ProposalPanel
              proposed={proposed}
              questions={Object.keys(questions).length}
              onTake={(taken) => set(kind, withProposals(value, taken))}
              onPutAway={(fields) => setPutAway(new Set([...putAway, ...fields]))}
            />
          )}
          <MappingEditor
            key={kind}
            kind={kind}
            value={value}
            onChange={(next) => set(kind, next)}
            sample={proposal.data?.sample ?? []}
            timeZone={source.timeZone}
            notes={asks ? questions : undefined}
          />
        </div>
        <div className="min-w-0 border-b lg:sticky lg:top-4 lg:self-start lg:border-b-0">
          <SampleBox
            sourceId={source.id}
            kind={kind}
            sample={sample}
            onSample={(taken) => {
              setSample(taken?.sample ?? null);
              if (taken?.kind && mapping[kind] === undefined) setKind(taken.kind);
              // a source that has no mapping yet is proposed one without being asked
              setAsks(taken !== null && mapping[taken.kind ?? kind] === undefined);
              setPutAway(nothing);
            }}
          />
          {sample && (
            <div className="px-5 pb-4">
              <Button
                variant="secondary"
                pending={asks && proposal.isFetching}
                onClick={() => {
                  setAsks(true);
                  setPutAway(nothing);
                }}
              >
                <Sparkles aria-hidden />
                Propose from the sample
              </Button>
            </div>
          )}
          {sample && (
            <MappingPreview trial={{ sourceId: source.id, kind, sample, value: tried }} isBehind={tried !== value} />
          )}
        </div>
      </div>
      <footer className="flex flex-wrap items-center gap-3 border-t px-5 py-3">
        <May access="operate">
          <Button disabled={!isChanged} pending={patch.isPending} onClick={() => patch.mutate({ mapping })}>
            Save mapping
          </Button>
        </May>
        {isChanged && (
          <Button variant="ghost" onClick={discard}>
            Discard changes
          </Button>
        )}
        <p role="status" className="text-muted-foreground text-sm">
          {isChanged ? "Not saved. It counts for what arrives after it is saved." : ""}
        </p>
        {patch.error && <Callout tone="danger" title={patch.error.message} className="w-full" />}
      </footer>
    </Card>
  );
}

/** The card is drawn after the page, when the browser has looked for the address's anchor in vain. */
function useScrollTarget() {
  const card = useRef<HTMLElement>(null);
  useEffect(() => {
    if (window.location.hash === "#mapping") card.current?.scrollIntoView();
  }, []);
  return card;
}

/** The first kind that has a mapping, else impressions. */
function firstKind({ mapping }: Source): IngestKind {
  return kindOptions.find(({ value }) => mapping[value] !== undefined)?.value ?? "impressions";
}
