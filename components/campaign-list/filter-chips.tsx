import { X } from "lucide-react";
import { Button } from "@/components/ui/button";
import { ForeignText } from "@/components/ui/foreign-text";
import { statusWords } from "./campaign-name";
import type { Advertiser } from "./filter-popover";
import { figureColumns, unitSign } from "./list-columns";
import { isFiltered, type ListState, noFilters } from "./list-state";

type FilterChipsProps = {
  state: ListState;
  advertisers: readonly Advertiser[];
  onChange: (some: Partial<ListState>) => void;
};

/** What the list is narrowed by, each to take away with a click. Nothing where nothing is. */
export function FilterChips({ state, advertisers, onChange }: FilterChipsProps) {
  const { statuses, pricings, figures, advertiserId } = state;
  if (!isFiltered(state)) return null;
  return (
    <ul aria-label="Active filters" className="flex flex-wrap items-center gap-2 px-5 pb-3">
      {statuses.map((status) => (
        <Chip key={status} onRemove={() => onChange({ statuses: statuses.filter((each) => each !== status) })}>
          {statusWords[status].label}
        </Chip>
      ))}
      {pricings.map((pricing) => (
        <Chip key={pricing} onRemove={() => onChange({ pricings: pricings.filter((each) => each !== pricing) })}>
          {pricing.toUpperCase()}
        </Chip>
      ))}
      {state.isPacingOff && <Chip onRemove={() => onChange({ isPacingOff: false })}>Pacing off by over 20 %</Chip>}
      {advertiserId !== null && (
        <Chip onRemove={() => onChange({ advertiserId: null })}>
          <ForeignText text={advertisers.find(({ id }) => id === advertiserId)?.name ?? advertiserId} />
        </Chip>
      )}
      {figures.map((filter, index) => (
        <Chip
          key={`${filter.column} ${filter.is} ${filter.typed}`}
          onRemove={() => onChange({ figures: figures.filter((_, each) => each !== index) })}
        >
          {figureColumns[filter.column].label} {filter.is} {filter.typed}
          {unitSign(filter.column)}
        </Chip>
      ))}
      {state.search !== "" && (
        <Chip onRemove={() => onChange({ search: "" })}>
          “<ForeignText text={state.search} />”
        </Chip>
      )}
      <li>
        <Button variant="ghost" size="sm" onClick={() => onChange(noFilters)}>
          Clear
        </Button>
      </li>
    </ul>
  );
}

function Chip({ children, onRemove }: { children: React.ReactNode; onRemove: () => void }) {
  return (
    <li>
      <button
        type="button"
        onClick={onRemove}
        className="inline-flex h-7 max-w-60 items-center gap-1.5 rounded-full border bg-muted pr-2 pl-3 text-xs transition-colors hover:bg-accent pointer-coarse:h-9"
      >
        <span className="truncate">{children}</span>
        <span className="sr-only">: take this filter away</span>
        <X aria-hidden className="size-3 shrink-0 text-muted-foreground" />
      </button>
    </li>
  );
}
