"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Dialog, DialogClose, DialogContent } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { toast } from "@/components/ui/toast";
import type { Entry, Noun } from "./catalogue-fields";
import { ImportPreview } from "./import-preview";
import { planImport } from "./plan-import";
import { usePutCatalogue } from "./queries";
import { type CatalogueFile, readCatalogueFile } from "./read-catalogue-file";

/** The API takes no more in one request. */
const mostBytes = 16 * 1024 * 1024;

type ImportDialogProps = { stored: Record<Noun, readonly Entry[]>; onClose: () => void };

/** Takes a file of the catalogue, shows what it would do, and does it when it is told to: all of it, or nothing. */
export function ImportDialog({ stored, onClose }: ImportDialogProps) {
  const [file, setFile] = useState<CatalogueFile | null>(null);
  const [problem, setProblem] = useState<string>();
  const put = usePutCatalogue();
  const plan = file && planImport(stored, file.entries);

  const choose = async (chosen: File | undefined) => {
    setFile(null);
    setProblem(undefined);
    put.reset();
    if (!chosen) return;
    if (chosen.size > mostBytes) return setProblem("The file is larger than 16 MB; cut it in parts.");
    setFile(readCatalogueFile(await chosen.text(), stored));
  };
  const apply = () =>
    file &&
    put.mutate(file.entries, {
      onSuccess: ({ advertisers, campaigns, creatives }) => {
        const sum = (key: "created" | "updated") => advertisers[key] + campaigns[key] + creatives[key];
        toast.success(`${sum("created")} new, ${sum("updated")} that were there`);
        onClose();
      },
    });
  const isReady = plan !== null && plan.planned.length > 0 && file?.problems.length === 0;
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent
        title="Import into the catalogue"
        description="CSV of advertisers, campaigns or creatives with the names of the fields as its head, what it leaves out stays as it is; or JSON as the API takes it."
        className="sm:max-w-2xl"
        footer={
          <>
            <DialogClose asChild>
              <Button variant="ghost">Cancel</Button>
            </DialogClose>
            <Button disabled={!isReady} pending={put.isPending} onClick={apply}>
              {plan && plan.planned.length > 0 ? `Import ${plan.planned.length}` : "Import"}
            </Button>
          </>
        }
      >
        <div className="space-y-4">
          <Field label="File" error={problem}>
            {(control) => (
              <Input
                {...control}
                type="file"
                accept=".csv,.json,text/csv,application/json"
                className="h-auto py-1"
                onChange={(event) => void choose(event.target.files?.[0])}
              />
            )}
          </Field>
          {file && plan && <ImportPreview plan={plan} problems={file.problems} />}
          {put.error && <Callout tone="danger" title={put.error.message} />}
        </div>
      </DialogContent>
    </Dialog>
  );
}
