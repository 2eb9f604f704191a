"use client";

import * as PopoverPrimitive from "radix-ui/popover";
import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import { cn } from "@/components/ui/cn";
import { controlClasses } from "@/components/ui/input";
import type { SampleFields } from "@/lib/contracts/sample-fields";
import { pathOptions } from "./path-options";

export type PathComboboxProps = {
  label: string;
  value: string;
  onChange: (path: string) => void;
  sample: SampleFields;
  placeholder?: string;
  describedBy?: string;
  invalid?: boolean;
};

/** A field of theirs: chosen from the sample's, each with what it holds, or typed freely. */
export function PathCombobox({ label, value, onChange, sample, placeholder, describedBy, invalid }: PathComboboxProps) {
  const listId = useId();
  const input = useRef<HTMLInputElement>(null);
  const [isOpen, setOpen] = useState(false);
  const [isTyping, setTyping] = useState(false);
  const [active, setActive] = useState(-1);
  const options = pathOptions(sample, isTyping ? value : "");
  const shows = isOpen && options.length > 0;

  function close() {
    setOpen(false);
    setTyping(false);
    setActive(-1);
  }

  function take(path: string) {
    onChange(path);
    close();
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (!shows) return setOpen(true);
      const step = event.key === "ArrowDown" ? 1 : -1;
      setActive((index) =>
        index < 0 && step < 0 ? options.length - 1 : (index + step + options.length) % options.length,
      );
    } else if (event.key === "Enter" && shows) {
      event.preventDefault();
      const option = options[active];
      if (option) take(option.path);
      else close();
    } else if (event.key === "Escape" && shows) {
      // the dialog that the editor may stand in stays open
      event.stopPropagation();
      event.preventDefault();
      close();
    } else if (event.key === "Tab") close();
  }

  return (
    <PopoverPrimitive.Root open={shows} onOpenChange={(open) => !open && close()}>
      <PopoverPrimitive.Anchor asChild>
        <input
          ref={input}
          role="combobox"
          aria-label={label}
          aria-expanded={shows}
          aria-controls={shows ? listId : undefined}
          aria-activedescendant={shows && active >= 0 ? `${listId}-${active}` : undefined}
          aria-autocomplete="list"
          aria-describedby={describedBy}
          aria-invalid={invalid || undefined}
          autoComplete="off"
          spellCheck={false}
          maxLength={256}
          placeholder={placeholder}
          value={value}
          className={cn(controlClasses, "font-mono sm:text-xs")}
          onChange={(event) => {
            onChange(event.target.value);
            setOpen(true);
            setTyping(true);
            setActive(-1);
          }}
          onClick={() => setOpen(true)}
          onBlur={close}
          onKeyDown={onKeyDown}
        />
      </PopoverPrimitive.Anchor>
      <PopoverPrimitive.Portal>
        <PopoverPrimitive.Content
          align="start"
          sideOffset={4}
          collisionPadding={8}
          onOpenAutoFocus={(event) => event.preventDefault()}
          onCloseAutoFocus={(event) => event.preventDefault()}
          onInteractOutside={(event) => event.target === input.current && event.preventDefault()}
          className="z-50 max-h-[min(18rem,var(--radix-popover-content-available-height))] w-(--radix-popover-trigger-width) min-w-64 overflow-y-auto rounded-lg border bg-popover p-1 shadow-md focus:outline-none"
        >
          <div id={listId} role="listbox" aria-label={`Fields of the sample for ${label}`}>
            {options.map(({ path, values }, index) => (
              <PathOption
                key={path}
                id={`${listId}-${index}`}
                path={path}
                values={values}
                isActive={index === active}
                onTake={() => take(path)}
              />
            ))}
          </div>
        </PopoverPrimitive.Content>
      </PopoverPrimitive.Portal>
    </PopoverPrimitive.Root>
  );
}

type PathOptionProps = { id: string; path: string; values: readonly string[]; isActive: boolean; onTake: () => void };

function PathOption({ id, path, values, isActive, onTake }: PathOptionProps) {
  const option = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isActive) option.current?.scrollIntoView({ block: "nearest" });
  }, [isActive]);
  return (
    // the input keeps the focus, and has the keys: WAI-ARIA's combobox
    <div
      ref={option}
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={isActive}
      className={cn("cursor-pointer rounded-md px-2 py-1.5 hover:bg-accent", isActive && "bg-accent")}
      onPointerDown={(event) => {
        event.preventDefault();
        onTake();
      }}
    >
      <span className="block truncate font-mono text-xs">{path}</span>
      <span className="block truncate text-muted-foreground text-xs">
        {values.length > 0 ? values.slice(0, 3).join(" · ") : "always empty"}
      </span>
    </div>
  );
}
