import { ArrowDownRight, ArrowUpRight } from "lucide-react";
import Link from "next/link";
import { Card, CardContent, CardHeader } from "@/components/ui/card";
import { cn } from "@/components/ui/cn";
import { ForeignText } from "@/components/ui/foreign-text";
import type { Move, Overview } from "@/lib/contracts/overview";
import { LinesSkeleton } from "./lines-skeleton";
import { isGood, moveDetail, moveHeadline } from "./move-words";

const pageMetric: Record<Move["metric"], string> = {
  impressions: "impressions",
  clicks: "clicks",
  conversions: "conversions",
  costMicros: "costMicros",
};

/** What was different yesterday, beyond chance; each line leads to the days around it. */
export function MovesCard({ data }: { data: Overview | undefined }) {
  return (
    <Card className="flex h-88 flex-col">
      <CardHeader title="Changed yesterday" description="Against the mean of the seven days before, beyond chance" />
      {!data && <LinesSkeleton label="What changed" />}
      {data && data.moves.length === 0 && (
        <CardContent className="text-muted-foreground text-sm">
          Yesterday was an ordinary day: no campaign moved further than chance does.
        </CardContent>
      )}
      {data && data.moves.length > 0 && (
        <ul className="min-h-0 flex-1 overflow-y-auto pb-2" aria-label="Changed yesterday">
          {data.moves.map((move) => (
            <li key={move.campaignId}>
              <Link
                href={`/campaigns/${encodeURIComponent(move.campaignId)}?range=14d&metric=${pageMetric[move.metric]}`}
                className="flex items-start gap-3 px-5 py-2 text-sm hover:bg-muted/60 focus-visible:-outline-offset-2"
              >
                <Direction move={move} />
                <span className="min-w-0 flex-1">
                  <span className="block">
                    {moveHeadline(move)} <span className="text-muted-foreground">in</span>{" "}
                    <ForeignText text={move.campaignName} className="font-medium" />
                  </span>
                  <span className="block text-muted-foreground text-xs tabular-nums">
                    {moveDetail(move)} · <ForeignText text={move.advertiserName} />
                  </span>
                </span>
              </Link>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

function Direction({ move }: { move: Move }) {
  const good = isGood(move);
  const Icon = move.now > move.usual ? ArrowUpRight : ArrowDownRight;
  return (
    <Icon
      aria-hidden
      className={cn(
        "mt-0.5 size-4 shrink-0",
        good === null ? "text-muted-foreground" : good ? "text-success-text" : "text-danger-text",
      )}
    />
  );
}
