"use client";

import { Download } from "lucide-react";
import { Button } from "@/components/ui/button";
import type { SavedView } from "@/lib/contracts/views";
import { ColumnsPopover } from "./columns-popover";
import { type Advertiser, FilterPopover } from "./filter-popover";
import { ListSearch } from "./list-search";
import type { ListState } from "./list-state";
import { ViewsMenu } from "./views-menu";

type ListToolbarProps = {
  state: ListState;
  onChange: (some: Partial<ListState>) => void;
  advertisers: readonly Advertiser[];
  views: readonly SavedView[];
  query: string;
  onView: (query: string) => void;
  onDownload: () => void;
  isEmpty: boolean;
};

/** What a person does with the list: find, narrow, keep, choose columns, take along. */
export function ListToolbar(props: ListToolbarProps) {
  const { state, onChange, advertisers, views, query, onView, onDownload, isEmpty } = props;
  return (
    <div className="flex flex-wrap items-center gap-2 px-5 pt-4 pb-3">
      <ListSearch value={state.search} onChange={(search) => onChange({ search })} />
      <FilterPopover state={state} advertisers={advertisers} onChange={onChange} />
      <ViewsMenu views={views} query={query} onOpen={onView} />
      <span className="flex items-center gap-2 sm:ml-auto">
        <ColumnsPopover state={state} onChange={onChange} />
        <Button variant="secondary" onClick={onDownload} disabled={isEmpty}>
          <Download aria-hidden />
          CSV
        </Button>
      </span>
    </div>
  );
}
