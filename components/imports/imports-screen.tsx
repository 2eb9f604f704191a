"use client";

import Link from "next/link";
import { PageHeader } from "@/components/ui/page-header";
import { useMay } from "@/components/ui/permissions";
import { BatchList } from "./batch-list";
import { DropZone } from "./drop-zone";
import { ImportCard } from "./import-card";
import { ImportListBar } from "./import-list-bar";
import { importStore, useImports } from "./import-store";
import { usePaste } from "./use-paste";

function ignore(): void {}

/** Files from the person's disk to their outcome, and all batches. */
export function ImportsScreen() {
  const items = useImports();
  const may = useMay("operate");
  usePaste(may ? importStore.add : ignore);
  return (
    <>
      <PageHeader
        title="Imports"
        description={
          <>
            Send files from here, and see what became of every record of every upload. Programs send to the{" "}
            <Link href="/docs/api" className="text-foreground underline underline-offset-4">
              API
            </Link>
            .
          </>
        }
      />
      {may && (
        <DropZone
          label="Drop files here"
          multiple
          onFiles={importStore.add}
          hint="JSON, NDJSON, CSV or Avro, also compressed with gzip, Brotli or Zstandard, of any size. Or paste. Nothing is imported before you have confirmed it."
        />
      )}
      {items.length > 1 && <ImportListBar items={items} />}
      {items.length > 0 && (
        <ul aria-label="Files" className="mt-4 flex flex-col gap-4">
          {items.map((item) => (
            <li key={item.id}>
              <ImportCard item={item} />
            </li>
          ))}
        </ul>
      )}
      <div className="mt-6">
        <BatchList />
      </div>
    </>
  );
}
