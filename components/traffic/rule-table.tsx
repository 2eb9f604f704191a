"use client";

import { Badge } from "@/components/ui/badge";
import { formatInteger, formatPercent } from "@/components/ui/format";
import { ruleTitle } from "@/components/ui/rule-words";
import { StatusDot } from "@/components/ui/status-dot";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import type { TrafficShares } from "@/lib/contracts/traffic";
import { hasSteps, type RuleRow } from "./rule-state";
import { invalidEvents } from "./share-figures";

type RuleTableProps = {
  rules: readonly RuleRow[];
  /** By rule; undefined until the first answer. */
  shares: TrafficShares | undefined;
  onOpen: (rule: string) => void;
};

/** Every rule with what it left out in the range, and whether it is on. */
export function RuleTable({ rules, shares, onOpen }: RuleTableProps) {
  const total = shares ? invalidEvents(shares.totals) : 0;
  return (
    <Table label="Rules">
      <TableHeader>
        <TableRow>
          <TableHead>Rule</TableHead>
          <TableHead className="max-sm:hidden">Category</TableHead>
          <TableHead numeric>
            <span aria-hidden className="sm:hidden">
              Impr.
            </span>
            <span className="max-sm:sr-only">Impressions</span>
          </TableHead>
          <TableHead numeric>Clicks</TableHead>
          <TableHead numeric className="max-sm:hidden">
            Of all invalid
          </TableHead>
          <TableHead>Now</TableHead>
        </TableRow>
      </TableHeader>
      <TableBody>
        {rules.map((rule) => {
          const row = shares?.rows.find(({ key }) => key === rule.name);
          const own = row ? invalidEvents(row) : 0;
          return (
            <TableRow key={rule.name} interactive data-testid={`rule-${rule.name}`}>
              <TableCell className="min-w-32 sm:min-w-56">
                <button
                  type="button"
                  aria-haspopup="dialog"
                  data-opens={rule.name}
                  onClick={() => onOpen(rule.name)}
                  className="rounded-sm text-left font-medium hover:underline"
                >
                  {ruleTitle(rule.name)}
                </button>
                <span className="block text-pretty text-muted-foreground text-xs max-sm:hidden">
                  {rule.description}
                </span>
              </TableCell>
              <TableCell className="max-sm:hidden">
                <Badge tone={rule.category === "general" ? "neutral" : "info"}>{rule.category}</Badge>
              </TableCell>
              <Count value={shares && (row?.invalidImpressions ?? 0)} />
              <Count value={shares && (row?.invalidClicks ?? 0)} />
              <TableCell numeric className="text-muted-foreground max-sm:hidden">
                {formatPercent(total > 0 ? own / total : null, { digits: 1 })}
              </TableCell>
              <TableCell>
                <StatusDot tone={rule.enabled ? "success" : "neutral"}>{rule.enabled ? "on" : "off"}</StatusDot>
                {hasSteps(rule) && <span className="block text-faint-foreground text-xs">was changed</span>}
              </TableCell>
            </TableRow>
          );
        })}
      </TableBody>
    </Table>
  );
}

function Count({ value }: { value: number | undefined }) {
  return (
    <TableCell numeric className={value === 0 ? "text-faint-foreground" : undefined}>
      {formatInteger(value)}
    </TableCell>
  );
}
