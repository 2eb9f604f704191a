"use client";

import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { CodeBlock } from "@/components/ui/code-block";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { Tick } from "@/components/ui/tick";
import { TimeAgo } from "@/components/ui/time-ago";
import type { CreatedShare } from "@/lib/contracts/share";
import { LinkList } from "./link-list";
import { useMakeShareLink } from "./queries";

const ranges = { "7": "The last 7 days", "30": "The last 30 days", "90": "The last 90 days" } as const;
const lives = { "7": "A week", "30": "30 days", "90": "90 days", "365": "A year" } as const;

const optionsOf = <Key extends string>(words: Record<Key, string>) =>
  (Object.keys(words) as Key[]).map((value) => ({ value, label: words[value] }));

/** Makes a read-only link to the campaign's report for a client, and shows those that there are. */
export function ShareDialog({ campaignId, onClose }: { campaignId: string; onClose: () => void }) {
  const make = useMakeShareLink(campaignId);
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent
        title="Share the report"
        description="Whoever has the link reads this campaign’s report, without an account and nothing else."
        className="sm:max-w-lg"
        onInteractOutside={(event) => make.data && event.preventDefault()}
      >
        <div className="space-y-6">
          {make.data ? (
            <Made made={make.data} onMore={make.reset} />
          ) : (
            <ShareForm campaignId={campaignId} make={make} />
          )}
          <LinkList campaignId={campaignId} />
        </div>
      </DialogContent>
    </Dialog>
  );
}

function Made({ made, onMore }: { made: CreatedShare; onMore: () => void }) {
  return (
    <div className="space-y-3">
      <Callout tone="warning" title="Copy it now: it is not shown again">
        It ends <TimeAgo at={made.link.expiresAt} />, when you revoke it, or when you lose the campaign.
      </Callout>
      <CodeBlock title="Link" code={made.url} wrap />
      <Button variant="secondary" onClick={onMore}>
        Make another
      </Button>
    </div>
  );
}

type ShareFormProps = { campaignId: string; make: ReturnType<typeof useMakeShareLink> };

function ShareForm({ campaignId, make }: ShareFormProps) {
  const [name, setName] = useState("");
  const [days, setDays] = useState<keyof typeof ranges>("30");
  const [life, setLife] = useState<keyof typeof lives>("30");
  const [showMoney, setShowMoney] = useState(true);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    make.mutate({
      campaignId,
      name: name.trim(),
      expiresInDays: Number(life),
      settings: {
        range: { lastDays: Number(days) },
        traffic: "net",
        model: "campaign",
        breakdowns: ["creative", "device", "country"],
        showMoney,
      },
    });
  };
  return (
    <form onSubmit={submit} className="space-y-4">
      <Field label="Name" hint="For you, to tell links apart: who gets it." error={make.error?.message}>
        {(control) => (
          <Input
            {...control}
            autoFocus
            required
            maxLength={120}
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
        )}
      </Field>
      <div className="grid grid-cols-2 gap-4">
        <Field label="Shows">
          {(control) => (
            <Select {...control} className="w-full" value={days} onChange={setDays} options={optionsOf(ranges)} />
          )}
        </Field>
        <Field label="Works for">
          {(control) => (
            <Select {...control} className="w-full" value={life} onChange={setLife} options={optionsOf(lives)} />
          )}
        </Field>
      </div>
      <Tick checked={showMoney} onChange={() => setShowMoney(!showMoney)}>
        With cost and revenue
      </Tick>
      <Button type="submit" pending={make.isPending} disabled={name.trim() === ""}>
        Make the link
      </Button>
    </form>
  );
}
