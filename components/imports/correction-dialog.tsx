"use client";

import { LoaderCircle, Upload } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Dialog, DialogContent, DialogTrigger } from "@/components/ui/dialog";
import { formatBytes } from "@/components/ui/format";
import { toast } from "@/components/ui/toast";
import type { Batch } from "@/lib/contracts/batch";
import { counted } from "./batch-words";
import { DropZone } from "./drop-zone";
import { placeOf } from "./problem-advice";
import { useSendCorrections } from "./queries";

/** Takes the corrected file of rejects back, and leads to the batch that comes of it. */
export function CorrectionDialog({ batch }: { batch: Batch }) {
  const [isOpen, setOpen] = useState(false);
  const router = useRouter();
  const { mutate, error, isPending, variables: file, reset } = useSendCorrections(batch.batchId);

  function send(files: readonly File[]) {
    const [chosen] = files;
    if (!chosen) return;
    mutate(chosen, {
      onSuccess: ({ batchId, records }) => {
        toast.success(`${counted(records, "corrected record")} taken in`);
        setOpen(false);
        router.push(`/imports/${encodeURIComponent(batchId)}`);
      },
    });
  }

  return (
    <Dialog
      open={isOpen}
      onOpenChange={(open) => {
        setOpen(open);
        reset();
      }}
    >
      <DialogTrigger asChild>
        <Button>
          <Upload aria-hidden />
          Upload corrected file
        </Button>
      </DialogTrigger>
      <DialogContent
        className="sm:max-w-lg"
        title="Upload corrected rejects"
        description="They become a batch of their own, which stays linked with this one."
      >
        <ol className="mb-4 flex list-decimal flex-col gap-1 pl-5 text-sm marker:text-muted-foreground">
          <li>Download the rejects of this batch as CSV or JSON.</li>
          <li>
            Correct the text in <code className="text-xs">raw</code>; leave the other columns, and remove the lines that
            shall not come back.
          </li>
          <li>Save it in the same format, and drop it here.</li>
        </ol>
        <DropZone
          label="Drop the corrected file here"
          hint="the CSV or JSON that was downloaded"
          accept=".csv,.json,.ndjson,.jsonl,text/csv,application/json"
          disabled={isPending}
          onFiles={send}
        />
        {isPending && file && (
          <p role="status" className="mt-4 flex items-center gap-2 text-muted-foreground text-sm">
            <LoaderCircle aria-hidden className="size-4 animate-spin" />
            {file.name} ({formatBytes(file.size)}) is on its way
          </p>
        )}
        {error && !isPending && (
          <Callout tone="danger" className="mt-4" title="The file was not taken in">
            {error.message} {"details" in error && placeOf({ details: error.details as Record<string, unknown> })}
          </Callout>
        )}
      </DialogContent>
    </Dialog>
  );
}
