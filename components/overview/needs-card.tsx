import { CircleCheck } from "lucide-react";
import Link from "next/link";
import { Card, CardContent, CardFooter, CardHeader } from "@/components/ui/card";
import { ForeignText } from "@/components/ui/foreign-text";
import { StatusDot } from "@/components/ui/status-dot";
import type { Need, Overview } from "@/lib/contracts/overview";
import { LinesSkeleton } from "./lines-skeleton";
import { needWords } from "./need-words";

/** What needs somebody, the most pressing first; each line leads to where it can be seen to. */
export function NeedsCard({ data }: { data: Overview | undefined }) {
  return (
    <Card className="flex h-88 flex-col">
      <CardHeader title="Needs you" />
      {!data && <LinesSkeleton label="What needs you" />}
      {data && data.needs.length === 0 && (
        <CardContent className="flex items-center gap-2 text-muted-foreground text-sm">
          <CircleCheck aria-hidden className="size-4 text-success-text" />
          Nothing. Budgets are on pace, everything delivers, and no incident is open.
        </CardContent>
      )}
      {data && data.needs.length > 0 && (
        <ul className="min-h-0 flex-1 overflow-y-auto pb-2" aria-label="Needs you">
          {data.needs.map((need) => (
            <NeedLine key={keyOf(need)} need={need} />
          ))}
        </ul>
      )}
      {data && data.moreNeeds > 0 && <CardFooter>{data.moreNeeds} more in the list of campaigns</CardFooter>}
    </Card>
  );
}

function NeedLine({ need }: { need: Need }) {
  const { tone, text, href } = needWords(need);
  return (
    <li>
      <Link
        href={href}
        className="flex items-center gap-3 px-5 py-2 text-sm hover:bg-muted/60 focus-visible:-outline-offset-2"
      >
        <StatusDot tone={tone} className="min-w-0 flex-1 whitespace-normal">
          <span className="min-w-0">
            {need.kind === "incident" ? (
              <ForeignText text={text} className="font-medium" />
            ) : (
              <>
                <ForeignText text={need.campaignName} className="font-medium" /> {text}
              </>
            )}
          </span>
        </StatusDot>
        {need.kind !== "incident" && (
          <span className="max-w-36 shrink-0 truncate text-muted-foreground text-xs max-sm:hidden">
            <ForeignText text={need.advertiserName} />
          </span>
        )}
      </Link>
    </li>
  );
}

function keyOf(need: Need): string {
  return `${need.kind} ${need.kind === "incident" ? need.alertId : need.campaignId}`;
}
