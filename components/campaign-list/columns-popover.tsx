"use client";

import { ArrowDown, ArrowUp, Columns3 } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/popover";
import { Tick } from "@/components/ui/tick";
import { type ColumnKey, columnKeys, columnLabel, defaultColumns } from "./list-columns";
import type { ListState } from "./list-state";

type ColumnsPopoverProps = { state: ListState; onChange: (some: Partial<ListState>) => void };

/** Which columns stand in the list, in which order, and how close its rows. */
export function ColumnsPopover({ state, onChange }: ColumnsPopoverProps) {
  const { columns, isCompact } = state;
  const others = columnKeys.filter((key) => !columns.includes(key));
  const move = (index: number, by: -1 | 1) => {
    const next = [...columns];
    const [moved] = next.splice(index, 1);
    if (moved) next.splice(index + by, 0, moved);
    onChange({ columns: next });
  };
  return (
    <Popover>
      <PopoverTrigger asChild>
        <Button variant="secondary">
          <Columns3 aria-hidden />
          Columns
        </Button>
      </PopoverTrigger>
      <PopoverContent className="w-72" aria-label="Columns">
        <ul aria-label="Shown columns">
          {columns.map((key, index) => (
            <li key={key} className="flex items-center justify-between">
              <ColumnTick columns={columns} column={key} onChange={onChange} />
              <span className="flex">
                <Move column={key} up disabled={index === 0} onMove={() => move(index, -1)} />
                <Move column={key} disabled={index === columns.length - 1} onMove={() => move(index, 1)} />
              </span>
            </li>
          ))}
        </ul>
        {others.length > 0 && (
          <ul aria-label="Hidden columns" className="mt-2 border-t pt-2">
            {others.map((key) => (
              <li key={key}>
                <ColumnTick columns={columns} column={key} onChange={onChange} />
              </li>
            ))}
          </ul>
        )}
        <div className="mt-3 flex items-center justify-between border-t pt-3">
          <Tick checked={isCompact} onChange={() => onChange({ isCompact: !isCompact })}>
            Close rows
          </Tick>
          <Button
            variant="ghost"
            size="sm"
            disabled={columns.join() === defaultColumns.join()}
            onClick={() => onChange({ columns: defaultColumns })}
          >
            As at first
          </Button>
        </div>
      </PopoverContent>
    </Popover>
  );
}

type ColumnTickProps = Pick<ColumnsPopoverProps, "onChange"> & { columns: readonly ColumnKey[]; column: ColumnKey };

/** The last column cannot be taken away. */
function ColumnTick({ columns, column, onChange }: ColumnTickProps) {
  const isShown = columns.includes(column);
  const toggle = () => {
    const next = isShown ? columns.filter((key) => key !== column) : [...columns, column];
    if (next.length > 0) onChange({ columns: next });
  };
  return (
    <Tick checked={isShown} onChange={toggle}>
      {columnLabel(column)}
    </Tick>
  );
}

function Move({
  column,
  up,
  disabled,
  onMove,
}: {
  column: ColumnKey;
  up?: true;
  disabled: boolean;
  onMove: () => void;
}) {
  return (
    <Button
      variant="ghost"
      size="icon-sm"
      disabled={disabled}
      onClick={onMove}
      aria-label={`Move ${columnLabel(column)} ${up ? "to the left" : "to the right"}`}
    >
      {up ? <ArrowUp /> : <ArrowDown />}
    </Button>
  );
}
