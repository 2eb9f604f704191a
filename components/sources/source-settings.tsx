"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Card, CardContent, CardHeader } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { May, useMay } from "@/components/ui/permissions";
import { Select } from "@/components/ui/select";
import { toast } from "@/components/ui/toast";
import type { Source } from "@/lib/contracts/source";
import { bidMatchHint, bidMatchOptions } from "./bid-match";
import { usePatchSource } from "./queries";
import { type SettingsForm, toForm, toPatch } from "./settings-form";
import { TimeZoneInput } from "./time-zone-input";
import { unknownReferenceOptions } from "./unknown-references";

const numbers = [
  ["expectedEveryMinutes", "Expected every (minutes)", "Empty: it is not late at any time."],
  ["maxEventsPerSecond", "Events a second, at most", "Empty: the installation’s default."],
  ["maxMegabytesPerSecond", "Megabytes a second, at most", "Empty: the installation’s default."],
] as const;

/** Name, zone, cadence and limits of a source. */
export function SourceSettings({ source }: { source: Source }) {
  const patch = usePatchSource(source.id, () => toast.success("Settings saved"));
  const [form, setForm] = useState<SettingsForm>(() => toForm(source));
  const set = (change: Partial<SettingsForm>) => setForm({ ...form, ...change });
  const { changed, problems } = toPatch(form, source);
  const may = useMay("operate");
  const canSave = changed !== null && Object.keys(problems).length === 0;
  return (
    <Card>
      <CardHeader
        title="Settings"
        description="They count for what arrives from now on; how bid requests are found, for everything."
      />
      <CardContent>
        <form
          inert={!may}
          className="grid gap-4 sm:grid-cols-2"
          onSubmit={(event) => {
            event.preventDefault();
            if (changed) patch.mutate(changed);
          }}
        >
          <Field label="Name" error={problems.name}>
            {(control) => (
              <Input
                {...control}
                maxLength={200}
                value={form.name}
                onChange={(event) => set({ name: event.target.value })}
              />
            )}
          </Field>
          <TimeZoneInput value={form.timeZone} onChange={(timeZone) => set({ timeZone })} error={problems.timeZone} />
          <Field label="Creatives and campaigns that the catalogue does not know" className="sm:col-span-2">
            {(control) => (
              <Select
                {...control}
                value={form.unknownReferences}
                onChange={(unknownReferences) => set({ unknownReferences })}
                options={unknownReferenceOptions}
                className="w-full"
              />
            )}
          </Field>
          <Field label="Bid requests of its impressions" hint={bidMatchHint} className="sm:col-span-2">
            {(control) => (
              <Select
                {...control}
                value={form.bidMatch}
                onChange={(bidMatch) => set({ bidMatch })}
                options={bidMatchOptions}
                className="w-full"
              />
            )}
          </Field>
          {numbers.map(([name, label, hint]) => (
            <Field key={name} label={label} hint={hint} error={problems[name]}>
              {(control) => (
                <Input
                  {...control}
                  inputMode="decimal"
                  value={form[name]}
                  onChange={(event) => set({ [name]: event.target.value })}
                />
              )}
            </Field>
          ))}
          {patch.error && <Callout tone="danger" title={patch.error.message} className="sm:col-span-2" />}
          <May access="operate">
            <div className="sm:col-span-2">
              <Button type="submit" disabled={!canSave} pending={patch.isPending}>
                Save settings
              </Button>
            </div>
          </May>
        </form>
      </CardContent>
    </Card>
  );
}
