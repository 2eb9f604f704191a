import type { ConversionKey } from "@/components/campaigns/report-queries";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { ForeignText } from "@/components/ui/foreign-text";
import { formatMoney } from "@/components/ui/format";
import { formatDateTime } from "@/components/ui/format-time";
import { ruleTitle } from "@/components/ui/rule-words";
import type { ConversionDetail } from "@/lib/contracts/conversions";
import { ConversionFacts } from "./conversion-facts";
import { conversionText, stateWords } from "./conversion-words";
import { CreditTable } from "./credit-table";
import { NoCreditList } from "./no-credit-list";
import { TouchTimeline } from "./touch-timeline";

type ConversionBodyProps = { conversion: ConversionDetail; onOpen: (conversion: ConversionKey) => void };

/** A conversion from its value down to the last touch that has no credit. */
export function ConversionBody({ conversion, onOpen }: ConversionBodyProps) {
  const { state, touches, filterReason, countedEventId } = conversion;
  const credited = touches.filter(({ credits }) => credits.some(({ creditMicros }) => creditMicros > 0));
  return (
    <div className="flex flex-col gap-6 px-5 pt-1 pb-8" data-testid="conversion-body">
      <div>
        <p className="flex flex-wrap items-center gap-2 text-muted-foreground text-sm">
          <ForeignText text={conversion.conversionType} />
          <Badge tone={stateWords[state].tone}>{stateWords[state].label}</Badge>
        </p>
        <p className="font-semibold text-2xl tracking-tight tabular-nums">
          {formatMoney(conversion.valueMicros, conversion.currency)}
        </p>
        <p className="text-faint-foreground text-xs tabular-nums">
          {formatDateTime(conversion.occurredAt, conversion.timeZone, { seconds: true, zone: true })}
        </p>
        <p className="mt-3 text-pretty text-sm" data-testid="conversion-text">
          {conversionText(conversion)}
        </p>
        {countedEventId !== null && (
          <Button
            variant="secondary"
            size="sm"
            className="mt-2"
            onClick={() => onOpen({ eventId: countedEventId, occurredAt: null })}
          >
            Open the one that counts
          </Button>
        )}
      </div>
      {filterReason !== null && (
        <Callout tone="warning" title={`Invalid traffic: ${ruleTitle(filterReason)}`}>
          Net figures leave this conversion out; its credits count in gross figures only.
        </Callout>
      )}
      <TouchTimeline conversion={conversion} />
      {credited.length > 0 && <CreditTable conversion={conversion} touches={credited} />}
      <NoCreditList conversion={conversion} />
      <ConversionFacts conversion={conversion} />
    </div>
  );
}
