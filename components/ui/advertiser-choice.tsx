"use client";

import { useState } from "react";
import { ForeignText } from "./foreign-text";
import { Input } from "./input";
import { Skeleton } from "./skeleton";
import { Tick } from "./tick";

export type AdvertiserChoiceProps = {
  /** null: every one. */
  value: readonly string[] | null;
  onChange: (value: readonly string[] | null) => void;
  /** Undefined while they are loaded. */
  advertisers: readonly { id: string; name: string }[] | undefined;
  /** Why they could not be loaded. */
  error?: string | undefined;
};

/** From so many on they can be searched. */
const searchFrom = 8;

/** Every advertiser, or those that are ticked. */
export function AdvertiserChoice({ value, onChange, advertisers, error }: AdvertiserChoiceProps) {
  const [search, setSearch] = useState("");
  const found = (advertisers ?? []).filter(({ id, name }) =>
    `${name} ${id}`.toLowerCase().includes(search.trim().toLowerCase()),
  );
  const toggle = (id: string) =>
    onChange(value?.includes(id) ? value.filter((each) => each !== id) : [...(value ?? []), id]);
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="mb-1.5 font-medium text-sm">For which advertisers</legend>
      <Tick checked={value === null} onChange={() => onChange(value === null ? [] : null)}>
        Every advertiser, those to come as well
      </Tick>
      {value !== null && (
        <div className="rounded-md border">
          {(advertisers?.length ?? 0) >= searchFrom && (
            <Input
              aria-label="Search advertisers"
              placeholder="Search"
              className="rounded-b-none border-x-0 border-t-0"
              value={search}
              onChange={(event) => setSearch(event.target.value)}
            />
          )}
          <div className="flex max-h-48 flex-col gap-1 overflow-y-auto p-3">
            {error && <p className="text-danger-text text-sm">{error}</p>}
            {!advertisers && !error && <Skeleton className="h-20" />}
            {found.map(({ id, name }) => (
              <Tick key={id} checked={value.includes(id)} onChange={() => toggle(id)}>
                <ForeignText text={name} />
              </Tick>
            ))}
            {advertisers && found.length === 0 && (
              <p className="text-muted-foreground text-sm">No advertiser is called so.</p>
            )}
          </div>
        </div>
      )}
    </fieldset>
  );
}
