"use client";

import { QueryCard } from "@/components/campaigns/query-card";
import { useConversionTypes } from "@/components/campaigns/report-queries";
import type { ReportScope } from "@/components/campaigns/report-scope";
import { BarList } from "@/components/charts/bar-list";
import { CardContent } from "@/components/ui/card";
import { ForeignText } from "@/components/ui/foreign-text";
import { formatInteger, formatMoney } from "@/components/ui/format";
import { SkeletonTable } from "@/components/ui/skeleton-table";

/** Conversions by type, as they came, whoever they are credited to. */
export function TypesCard({ scope }: { scope: ReportScope }) {
  const query = useConversionTypes(scope);
  return (
    <QueryCard
      query={query}
      title="Conversion types"
      description="As they came, credited or not."
      failed="The types could not be loaded"
      skeleton={<SkeletonTable label="Conversion types" rows={4} columns={3} />}
    >
      {({ rows }) => (
        <CardContent>
          <BarList
            label="Conversion types"
            columns={["Type", "Conversions"]}
            format={formatInteger}
            empty="No conversions in this range."
            items={rows.map(({ conversionType, conversions, valueMicros }) => ({
              key: conversionType,
              label: <ForeignText text={conversionType} />,
              value: conversions,
              hint: formatMoney(valueMicros, scope.currency, { compact: true }),
            }))}
          />
        </CardContent>
      )}
    </QueryCard>
  );
}
