"use client";

import { Download, Plus, Search, Upload } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Card, CardContent } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import { Input } from "@/components/ui/input";
import { PageHeader } from "@/components/ui/page-header";
import { May } from "@/components/ui/permissions";
import { csvBlob, saveFile } from "@/components/ui/save-file";
import { SegmentedControl } from "@/components/ui/segmented-control";
import { SkeletonTable } from "@/components/ui/skeleton-table";
import { oneOf, useUrlState } from "@/components/ui/use-url-state";
import { catalogueCsv } from "./catalogue-csv";
import { type Entry, nouns, nounWords } from "./catalogue-fields";
import { EntryTable } from "./entry-table";
import { useCatalogue } from "./queries";

const EntryDialog = dynamic(() => import("./entry-dialog").then((module) => module.EntryDialog), { ssr: false });
const ImportDialog = dynamic(() => import("./import-dialog").then((module) => module.ImportDialog), { ssr: false });

/** More rows nobody reads: the search narrows them. */
const mostRows = 100;

/** Advertisers, campaigns and creatives: to look up, to change, to bring in by the file. */
export function CatalogueScreen() {
  const url = useUrlState();
  const noun = oneOf(url.get("of"), ["campaigns", "advertisers", "creatives"]);
  const search = url.get("q") ?? "";
  const [edited, setEdited] = useState<Entry | "new" | null>(null);
  const [isImporting, setIsImporting] = useState(false);
  const { data, error, refetch, isFetching } = useCatalogue();
  const wanted = search.trim().toLowerCase();
  const found = (data?.[noun] ?? []).filter((entry) => `${entry.name}\n${entry.id}`.toLowerCase().includes(wanted));
  const { one, many } = nounWords[noun];
  return (
    <>
      <PageHeader
        title="Catalogue"
        description="What events refer to: whose campaigns, how they are paid, and their creatives"
        actions={
          <>
            <Button
              variant="secondary"
              disabled={found.length === 0}
              onClick={() => saveFile(`${noun}.csv`, csvBlob(catalogueCsv(noun, found)))}
            >
              <Download aria-hidden />
              CSV
            </Button>
            <May access="campaigns">
              <Button variant="secondary" disabled={!data} onClick={() => setIsImporting(true)}>
                <Upload aria-hidden />
                Import
              </Button>
              <Button disabled={!data} onClick={() => setEdited("new")}>
                <Plus aria-hidden />
                New {one}
              </Button>
            </May>
          </>
        }
      />
      <Card>
        <div className="flex flex-wrap items-center gap-2 px-5 pt-4 pb-3">
          <SegmentedControl
            label="What"
            value={noun}
            onChange={(next) => url.set({ of: next === "campaigns" ? null : next, q: null })}
            options={nouns.map((value) => ({ value, label: nounWords[value].many }))}
          />
          <Input
            type="search"
            data-search
            icon={<Search aria-hidden />}
            className="w-full sm:ml-auto sm:w-60"
            placeholder={`Search ${many.toLowerCase()}`}
            aria-label={`Search ${many.toLowerCase()}`}
            value={search}
            onChange={(event) => url.set({ q: event.target.value || null })}
          />
        </div>
        {error && !data && (
          <ErrorState
            title="The catalogue could not be loaded"
            message={error.message}
            onRetry={refetch}
            retrying={isFetching}
          />
        )}
        {!data && !error && <SkeletonTable label={many} rows={8} columns={4} />}
        {data && found.length === 0 && (
          <CardContent>
            <EmptyState
              title={wanted ? `No ${one} is called so` : `No ${many.toLowerCase()} yet`}
              description={
                wanted
                  ? "Neither a name nor an id has these letters."
                  : "Make one here, import a file, or put the catalogue over the API."
              }
            />
          </CardContent>
        )}
        {data && found.length > 0 && <EntryTable noun={noun} entries={found.slice(0, mostRows)} onEdit={setEdited} />}
        {found.length > mostRows && (
          <p className="border-t px-5 py-3 text-muted-foreground text-sm">
            The first {mostRows} of {found.length}; search to find the others.
          </p>
        )}
      </Card>
      {edited && <EntryDialog noun={noun} entry={edited === "new" ? null : edited} onClose={() => setEdited(null)} />}
      {isImporting && data && <ImportDialog stored={data} onClose={() => setIsImporting(false)} />}
    </>
  );
}
