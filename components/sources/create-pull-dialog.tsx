"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { SegmentedControl } from "@/components/ui/segmented-control";
import { Select } from "@/components/ui/select";
import { emptyPullForm, isComplete, type PullForm, toPullInput } from "./pull-form";
import { LocationFields } from "./pull-location-fields";
import { useCreatePull, useTestPull } from "./pull-queries";
import { PullTestResult } from "./pull-test-result";
import { everyOptions, kindOptions } from "./pull-words";

const formId = "new-pull";

/** Sets a folder or a bucket up, and tries it before it is kept. */
export function CreatePullDialog({ sourceId, onClose }: { sourceId: string; onClose: () => void }) {
  const create = useCreatePull(sourceId);
  const test = useTestPull(sourceId);
  const [form, setForm] = useState<PullForm>(emptyPullForm);
  const set = (change: Partial<PullForm>) => {
    setForm({ ...form, ...change });
    test.reset();
  };
  const ready = isComplete(form);
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent
        title="New folder or bucket"
        description="Its files are read on a schedule, each once."
        className="sm:max-w-xl"
        footer={
          <>
            <Button
              variant="secondary"
              disabled={!ready}
              pending={test.isPending}
              onClick={() => test.mutate(toPullInput(form))}
            >
              Try it
            </Button>
            <Button type="submit" form={formId} disabled={!ready} pending={create.isPending}>
              Set it up
            </Button>
          </>
        }
      >
        <form
          id={formId}
          className="grid gap-4 sm:grid-cols-2"
          onSubmit={(event) => {
            event.preventDefault();
            create.mutate(toPullInput(form), { onSuccess: onClose });
          }}
        >
          <Field label="Name" className="sm:col-span-2">
            {(control) => (
              <Input
                {...control}
                autoFocus
                maxLength={200}
                value={form.name}
                placeholder="Nightly export"
                onChange={(event) => set({ name: event.target.value })}
              />
            )}
          </Field>
          <div className="sm:col-span-2">
            <SegmentedControl
              label="Where the files are"
              value={form.type}
              onChange={(type) => set({ type })}
              options={[
                { value: "folder", label: "Folder" },
                { value: "s3", label: "S3 bucket" },
              ]}
            />
          </div>
          <LocationFields form={form} set={set} />
          <Field label="File names" hint="A glob: **/*.csv, 2026-*/clicks*">
            {(control) => (
              <Input {...control} value={form.pattern} onChange={(event) => set({ pattern: event.target.value })} />
            )}
          </Field>
          <Field label="They hold">
            {(control) => (
              <Select
                {...control}
                value={form.kind}
                onChange={(kind) => set({ kind })}
                options={kindOptions}
                className="w-full"
              />
            )}
          </Field>
          <Field label="Look through it">
            {(control) => (
              <Select
                {...control}
                value={form.everySeconds}
                onChange={(everySeconds) => set({ everySeconds })}
                options={everyOptions}
                className="w-full"
              />
            )}
          </Field>
          <div className="flex flex-col gap-3 sm:col-span-2">
            {test.data && <PullTestResult test={test.data} />}
            {test.error && <Callout tone="danger" title={test.error.message} />}
            {create.error && <Callout tone="danger" title={create.error.message} />}
          </div>
        </form>
      </DialogContent>
    </Dialog>
  );
}
