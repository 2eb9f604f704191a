import { X } from "lucide-react";
import { ForeignText } from "@/components/ui/foreign-text";
import type { ReportFilter } from "@/lib/contracts/reports";

/** Says that the page shows a part of the campaign only, and takes that away with a click. */
export function FilterChip({ filter, name, onRemove }: { filter: ReportFilter; name?: string; onRemove: () => void }) {
  return (
    <p className="mb-4 flex flex-wrap items-center gap-2 text-muted-foreground text-sm" data-testid="filter-chip">
      Only
      <button
        type="button"
        onClick={onRemove}
        className="inline-flex h-7 max-w-full items-center gap-1.5 rounded-full border bg-card pr-2 pl-3 text-foreground text-xs transition-colors hover:bg-accent pointer-coarse:h-9"
      >
        <span className="shrink-0 text-muted-foreground">{filter.dimension}</span>
        <span className="truncate font-medium">
          <ForeignText text={name ?? filter.value} />
        </span>
        <span className="sr-only">: show the whole campaign</span>
        <X aria-hidden className="size-3 shrink-0 text-muted-foreground" />
      </button>
      People are counted for the whole campaign only, so reach and frequency are missing here.
    </p>
  );
}
