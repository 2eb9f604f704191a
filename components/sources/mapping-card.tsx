"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Card, CardContent, CardHeader } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/textarea";
import { toast } from "@/components/ui/toast";
import type { Source } from "@/lib/contracts/source";
import { usePatchSource } from "./queries";
import { readMapping } from "./read-mapping";

const example = `{ "impressions": { "fields": { "creativeId": "ad.id", "occurredAt": { "path": "ts", "type": "epoch_ms" } } } }`;

/** How the source's field names become ours, as JSON; what is not named keeps the usual aliases. */
export function MappingCard({ source }: { source: Source }) {
  const patch = usePatchSource(source.id, () => toast.success("Mapping saved"));
  const saved = Object.keys(source.mapping).length === 0 ? "" : JSON.stringify(source.mapping, null, 2);
  const [text, setText] = useState(saved);
  const read = readMapping(text);
  const problem = "problem" in read ? read.problem : patch.error?.message;
  return (
    <Card>
      <CardHeader
        title="Mapping"
        description="How their field names and formats become ours. Usual names are known without it."
      />
      <CardContent>
        <form
          className="flex flex-col items-start gap-4"
          onSubmit={(event) => {
            event.preventDefault();
            if ("mapping" in read) patch.mutate({ mapping: read.mapping });
          }}
        >
          <Field
            label="Mapping as JSON"
            error={problem}
            hint="For each kind, our field and their path; try it with a file under Imports."
            className="w-full"
          >
            {(control) => (
              <Textarea
                {...control}
                rows={8}
                spellCheck={false}
                placeholder={example}
                className="max-h-96 overflow-y-auto font-mono sm:text-xs"
                value={text}
                onChange={(event) => setText(event.target.value)}
              />
            )}
          </Field>
          <Button type="submit" disabled={text === saved || "problem" in read} pending={patch.isPending}>
            Save mapping
          </Button>
        </form>
      </CardContent>
    </Card>
  );
}
