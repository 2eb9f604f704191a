"use client";

import { useEffect, useRef } from "react";
import { Card } from "@/components/ui/card";
import { DateRangePicker } from "@/components/ui/date-range-picker";
import { ErrorState } from "@/components/ui/error-state";
import { PageHeader } from "@/components/ui/page-header";
import { csvBlob, saveFile } from "@/components/ui/save-file";
import { SkeletonTable } from "@/components/ui/skeleton-table";
import { TimeAgo } from "@/components/ui/time-ago";
import { TrafficChoice } from "@/components/ui/traffic-choice";
import { useMediaQuery } from "@/components/ui/use-media-query";
import { useUrlState } from "@/components/ui/use-url-state";
import { CampaignCards } from "./campaign-cards";
import { CampaignGrid } from "./campaign-grid";
import { CampaignTotals } from "./campaign-totals";

import { FilterChips } from "./filter-chips";
import { listCsv } from "./list-csv";
import { isFiltered, noFilters } from "./list-state";
import { ListToolbar } from "./list-toolbar";
import { NoCampaigns, NothingFound } from "./no-campaigns";
import { useViews } from "./queries";
import { ReportSettings } from "./report-settings";
import { useListFigures } from "./use-list-figures";
import { useListState } from "./use-list-state";
import { type ReportChoices, useReportChoices } from "./use-report-choices";

/** All campaigns with their figures of a range; the address holds everything that was chosen. */
export function CampaignListScreen() {
  const choices = useReportChoices();
  const { params, timeZone, dates } = choices;
  const { state, change } = useListState();
  const { report, all, shown, advertisers, totals, earlierTotals, ...figures } = useListFigures(
    params,
    timeZone,
    state,
  );
  const { data, error } = report;
  const { views, query, open } = useOpenViews();
  const isPhone = useMediaQuery("(max-width: 639px)");
  const hrefOf = (id: string) => `/campaigns/${encodeURIComponent(id)}?${choices.pageQuery}`;

  return (
    <>
      <PageHeader
        title="Campaigns"
        description={
          data ? (
            <>
              Data as of <TimeAgo at={data.asOf} timeZone={timeZone} />, days in {data.timeZone}
            </>
          ) : (
            "What every campaign delivered"
          )
        }
        actions={<Controls choices={choices} />}
      />
      {error && !data ? (
        <Card>
          <ErrorState
            title="Campaigns could not be loaded"
            message={error.message}
            onRetry={report.refetch}
            retrying={report.isFetching}
          />
        </Card>
      ) : (
        <>
          <CampaignTotals totals={totals} earlier={earlierTotals} />
          <Card className="mt-6">
            <ListToolbar
              {...{ state, advertisers, views, query }}
              onChange={change}
              onView={open}
              onDownload={() =>
                saveFile(`campaigns-${dates.from}-${dates.to}.csv`, csvBlob(listCsv(shown, state.columns)))
              }
              isEmpty={shown.length === 0}
            />
            <FilterChips state={state} advertisers={advertisers} onChange={change} />
            <p className="sr-only" role="status">
              {data && `${shown.length} of ${all.length} campaigns`}
            </p>
            {!data && <SkeletonTable label="Campaigns" rows={8} columns={7} />}
            {data && all.length === 0 && <NoCampaigns />}
            {all.length > 0 && shown.length === 0 && <NothingFound onClear={() => change(noFilters)} />}
            {shown.length > 0 &&
              (isPhone ? (
                <CampaignCards rows={shown} columns={state.columns} hrefOf={hrefOf} />
              ) : (
                <CampaignGrid
                  {...figures}
                  hrefOf={hrefOf}
                  {...state}
                  rows={shown}
                  onSort={(sort) => change({ sort })}
                />
              ))}
          </Card>
          {data && all.length > 0 && (
            <p className="mt-3 text-muted-foreground text-sm tabular-nums">
              {isFiltered(state) ? `${shown.length} of ${all.length} campaigns` : `${all.length} campaigns`}
            </p>
          )}
        </>
      )}
    </>
  );
}

function Controls({ choices }: { choices: ReportChoices }) {
  return (
    <>
      <TrafficChoice value={choices.traffic} onChange={choices.setTraffic} />
      <DateRangePicker value={choices.range} onChange={choices.setRange} timeZone={choices.timeZone} />
      <ReportSettings choices={choices} />
    </>
  );
}

/** The person's views; their default is opened once, where the screen was opened without a query. */
function useOpenViews() {
  const { query, replace } = useUrlState();
  const { data } = useViews();
  const isFirst = useRef(true);

  useEffect(() => {
    if (!data || !isFirst.current) return;
    isFirst.current = false;
    const first = data.views.find(({ isDefault }) => isDefault);
    if (query === "" && first) replace(first.query);
  }, [data, query, replace]);
  return { views: data?.views ?? [], query, open: replace };
}
