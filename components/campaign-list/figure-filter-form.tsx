"use client";

import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { type FigureKey, figureColumns, figureKeys, unitSign } from "./list-columns";
import type { FigureFilter } from "./list-state";

/** A condition on a figure: "CPA over 10". Money is typed in units of each campaign's currency. */
export function FigureFilterForm({ onAdd }: { onAdd: (filter: FigureFilter) => void }) {
  const [column, setColumn] = useState<FigureKey>("cpaMicros");
  const [is, setIs] = useState<FigureFilter["is"]>("over");
  const [text, setText] = useState("");
  const typed = Number(text.replace(",", "."));
  const isNumber = text.trim() !== "" && Number.isFinite(typed);

  const add = (event: FormEvent) => {
    event.preventDefault();
    if (!isNumber) return;
    onAdd({ column, is, typed });
    setText("");
  };
  return (
    <form onSubmit={add}>
      <fieldset className="flex flex-wrap items-center gap-2">
        <legend className="mb-1.5 font-medium text-sm">Figure</legend>
        <Select
          aria-label="Which figure"
          className="min-w-0 flex-1"
          value={column}
          onChange={setColumn}
          options={figureKeys.map((key) => ({ value: key, label: figureColumns[key].label }))}
        />
        <Select
          aria-label="Over or under"
          value={is}
          onChange={setIs}
          options={[
            { value: "over", label: "over" },
            { value: "under", label: "under" },
          ]}
        />
        <div className="flex w-full items-center gap-2">
          <Input
            aria-label={`How much${unitSign(column) && `, in ${unitSign(column)}`}`}
            inputMode="decimal"
            placeholder={unitSign(column) || "0"}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
          <Button type="submit" variant="secondary" disabled={!isNumber}>
            Add
          </Button>
        </div>
      </fieldset>
    </form>
  );
}
