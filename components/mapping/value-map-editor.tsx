"use client";

import { ArrowRight, Plus, X } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { addPair, type Pair, pairsOf, toMap } from "./value-pairs";

export type ValueMapEditorProps = {
  field: string;
  map: Record<string, string> | undefined;
  onChange: (map: Record<string, string> | undefined) => void;
  /** Values of the sample, to be offered. */
  values: readonly string[];
};

/** Values of theirs that mean one of ours; others are taken as they are. */
export function ValueMapEditor({ field, map, onChange, values }: ValueMapEditorProps) {
  const [pairs, setPairs] = useState<readonly Pair[]>(() => pairsOf(map));
  // a rule that was changed elsewhere, by a proposal or as JSON, is shown as it is now
  const shown = JSON.stringify(toMap(pairs)) === JSON.stringify(map) ? pairs : pairsOf(map);

  function change(next: readonly Pair[]) {
    setPairs(next);
    onChange(toMap(next));
  }

  const edit = (id: number, part: Partial<Pair>) =>
    change(shown.map((pair) => (pair.id === id ? { ...pair, ...part } : pair)));
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="mb-1.5 font-medium text-sm">Values of theirs that mean one of ours</legend>
      {shown.map(({ id, theirs, ours }, index) => (
        <div key={id} className="grid grid-cols-[minmax(0,1fr)_auto_minmax(0,1fr)_auto] items-center gap-2">
          <Input
            aria-label={`Their value ${index + 1} of ${field}`}
            value={theirs}
            placeholder="theirs"
            list={`values-of-${field}`}
            onChange={(event) => edit(id, { theirs: event.target.value })}
          />
          <ArrowRight aria-hidden className="size-3.5 text-faint-foreground" />
          <Input
            aria-label={`Our value ${index + 1} of ${field}`}
            value={ours}
            maxLength={1024}
            placeholder="ours"
            onChange={(event) => edit(id, { ours: event.target.value })}
          />
          <Button
            variant="ghost"
            size="icon-sm"
            aria-label={`Remove value ${index + 1} of ${field}`}
            onClick={() => change(shown.filter((pair) => pair.id !== id))}
          >
            <X aria-hidden />
          </Button>
        </div>
      ))}
      <datalist id={`values-of-${field}`}>
        {values.map((value) => (
          <option key={value} value={value} />
        ))}
      </datalist>
      <Button variant="secondary" size="sm" className="self-start" onClick={() => setPairs(addPair(shown))}>
        <Plus aria-hidden />
        Value
      </Button>
    </fieldset>
  );
}
