"use client";

import { Check, ChevronDown } from "lucide-react";
import * as SelectPrimitive from "radix-ui/select";
import type { ReactNode } from "react";
import { cn } from "./cn";
import { ForeignText } from "./foreign-text";
import { controlClasses } from "./input";

export type SelectOption<T extends string> = { value: T; label: ReactNode; hint?: string; disabled?: boolean };

export type SelectProps<T extends string> = {
  /** Empty: nothing is chosen yet, and the placeholder shows. */
  value: T | "";
  onChange: (value: T) => void;
  options: readonly SelectOption<T>[];
  /** Name of the control for assistive technology, when no `<Label htmlFor>` gives one. */
  "aria-label"?: string;
  "aria-describedby"?: string;
  "aria-invalid"?: true;
  id?: string;
  placeholder?: string;
  disabled?: boolean;
  className?: string;
};

/** Chooses one of a few values. Values of options must not be empty strings (a rule of Radix). */
export function Select<T extends string>({
  value,
  onChange,
  options,
  placeholder,
  disabled,
  className,
  ...aria
}: SelectProps<T>) {
  return (
    <SelectPrimitive.Root value={value} onValueChange={(next) => onChange(next as T)} disabled={disabled}>
      <SelectPrimitive.Trigger
        {...aria}
        className={cn(
          controlClasses,
          "inline-flex w-auto items-center justify-between gap-2 border-border-strong text-left text-sm data-[placeholder]:text-faint-foreground",
          className,
        )}
      >
        <span className="truncate">
          <SelectPrimitive.Value placeholder={placeholder} />
        </span>
        <ChevronDown aria-hidden className="size-4 shrink-0 text-muted-foreground" />
      </SelectPrimitive.Trigger>
      <SelectPrimitive.Portal>
        <SelectPrimitive.Content
          position="popper"
          sideOffset={4}
          collisionPadding={8}
          className="z-50 max-h-(--radix-select-content-available-height) min-w-(--radix-select-trigger-width) animate-enter overflow-hidden rounded-lg border bg-popover shadow-md"
        >
          <SelectPrimitive.Viewport className="p-1">
            {options.map((option) => (
              <Option key={option.value} {...option} />
            ))}
          </SelectPrimitive.Viewport>
        </SelectPrimitive.Content>
      </SelectPrimitive.Portal>
    </SelectPrimitive.Root>
  );
}

function Option({ value, label, hint, disabled }: SelectOption<string>) {
  return (
    <SelectPrimitive.Item
      value={value}
      disabled={disabled}
      className="relative flex cursor-pointer items-center gap-2 rounded-md py-1.5 pr-2 pl-7 text-sm outline-none select-none data-[disabled]:pointer-events-none data-[disabled]:opacity-50 data-[highlighted]:bg-accent pointer-coarse:py-2.5"
    >
      <SelectPrimitive.ItemIndicator className="absolute left-2">
        <Check aria-hidden className="size-4 text-brand" />
      </SelectPrimitive.ItemIndicator>
      <SelectPrimitive.ItemText>
        {typeof label === "string" ? <ForeignText text={label} /> : label}
      </SelectPrimitive.ItemText>
      {hint && <span className="ml-auto pl-4 text-faint-foreground text-xs">{hint}</span>}
    </SelectPrimitive.Item>
  );
}
