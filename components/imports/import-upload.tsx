"use client";

import { Button } from "@/components/ui/button";
import { formatBytes, formatDuration } from "@/components/ui/format";
import { ProgressBar } from "@/components/ui/progress-bar";
import type { ImportItem, Phase } from "./import-item";
import { importStore } from "./import-store";
import { paceOf, timeLeftMs } from "./pace";

type UnderWay = Extract<Phase, { name: "queued" | "sending" | "paused" }>;

/** An upload: bytes, pace and time left, and the way to stop it. */
export function ImportUpload({ item, phase }: { item: ImportItem; phase: UnderWay }) {
  const { id, file } = item;
  const samples = phase.name === "sending" ? phase.samples : [];
  const sent = Math.min(samples.at(-1)?.done ?? 0, file.size);
  return (
    <div className="flex flex-col gap-3">
      <ProgressBar label={`Upload of ${file.name}`} value={file.size > 0 ? sent / file.size : 0} />
      <div className="flex min-h-8 flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <p className="text-muted-foreground text-sm tabular-nums">{uploadText(phase, sent, file.size)}</p>
        <div className="flex gap-2">
          {phase.name === "paused" && (
            <Button variant="secondary" size="sm" onClick={() => importStore.send(id)}>
              Try now
            </Button>
          )}
          <Button variant="ghost" size="sm" onClick={() => importStore.cancel(id)}>
            Cancel
          </Button>
        </div>
      </div>
    </div>
  );
}

function uploadText(phase: UnderWay, sent: number, size: number): string {
  if (phase.name === "queued") return "Waits for the uploads in front of it";
  if (phase.name === "paused") return `${phase.message} It goes on by itself.`;
  if (sent >= size) return `All ${formatBytes(size)} have left; waiting until they are stored durably`;
  const pace = paceOf(phase.samples);
  const left = timeLeftMs(phase.samples, size);
  return [
    `${formatBytes(sent)} of ${formatBytes(size)}`,
    pace !== null && `${formatBytes(pace)}/s`,
    left !== null && `${formatDuration(Math.max(left, 1_000))} left`,
  ]
    .filter(Boolean)
    .join(" · ");
}
