"use client";

import { Upload, X } from "lucide-react";
import { type DragEvent, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { cn } from "@/components/ui/cn";
import { Textarea } from "@/components/ui/textarea";
import type { IngestKind } from "@/lib/contracts/kinds";
import { maxSampleBytes } from "@/lib/contracts/preview";
import { type TakenSample, useTakeRejects, useTakeSample } from "./mapping-queries";
import { bytesOfText, type Sample } from "./sample";

export type SampleBoxProps = {
  sourceId: string;
  kind: IngestKind;
  sample: Sample | null;
  onSample: (taken: TakenSample | null) => void;
};

/** Takes a sample: pasted, dropped, chosen, or the newest rejected records. Nothing of it is stored. */
export function SampleBox({ sourceId, kind, sample, onSample }: SampleBoxProps) {
  const take = useTakeSample(sourceId, onSample);
  const rejects = useTakeRejects(sourceId, kind, onSample);
  const file = useRef<HTMLInputElement>(null);
  const [text, setText] = useState("");
  const [isOver, setOver] = useState(false);
  const error = take.error ?? rejects.error;

  async function takeFile(chosen: File | undefined) {
    if (!chosen) return;
    rejects.reset();
    take.mutate({ title: chosen.name, bytes: new Uint8Array(await chosen.slice(0, maxSampleBytes).arrayBuffer()) });
  }

  function drop(event: DragEvent) {
    setOver(false);
    if (event.dataTransfer.files.length === 0) return;
    event.preventDefault();
    void takeFile(event.dataTransfer.files[0]);
  }

  if (sample) {
    return (
      <div className="flex flex-wrap items-center justify-between gap-2 px-5 py-3">
        <p className="min-w-0 break-words text-sm">
          <span className="text-muted-foreground">Sample: </span>
          {sample.title}
        </p>
        <Button variant="ghost" size="sm" onClick={() => onSample(null)}>
          <X aria-hidden />
          Another sample
        </Button>
      </div>
    );
  }
  return (
    <div className="flex flex-col gap-3 px-5 py-4">
      <Textarea
        aria-label="Sample of their records"
        rows={6}
        spellCheck={false}
        value={text}
        placeholder={
          '{"advert_id": "a1", "user": "u1", "click_time": "13/05/2024 10:00"}\n\nor rows of CSV with their header line'
        }
        className={cn("max-h-72 overflow-y-auto font-mono sm:text-xs", isOver && "border-brand bg-brand-soft")}
        onChange={(event) => setText(event.target.value)}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      />
      <input
        ref={file}
        type="file"
        aria-label="Sample file"
        className="sr-only"
        tabIndex={-1}
        onChange={(event) => {
          void takeFile(event.target.files?.[0]);
          event.target.value = "";
        }}
      />
      <div className="flex flex-wrap gap-2">
        <Button
          disabled={text.trim() === ""}
          pending={take.isPending}
          onClick={() => {
            rejects.reset();
            take.mutate({ title: "Pasted", bytes: bytesOfText(text) });
          }}
        >
          Use this sample
        </Button>
        <Button variant="secondary" onClick={() => file.current?.click()}>
          <Upload aria-hidden />
          Choose a file
        </Button>
        <Button
          variant="secondary"
          pending={rejects.isPending}
          onClick={() => {
            take.reset();
            rejects.mutate();
          }}
        >
          Its newest rejects
        </Button>
      </div>
      <p className="text-muted-foreground text-sm">
        Paste or drop some records as they send them: JSON, CSV or Avro. They are looked at, and not stored.
      </p>
      {error && <Callout tone="danger" title={error.message} />}
    </div>
  );
}
