"use client";

import { X } from "lucide-react";
import * as DialogPrimitive from "radix-ui/dialog";
import type { ReactNode } from "react";
import { Button } from "./button";
import { cn } from "./cn";

export const Sheet = DialogPrimitive.Root;
export const SheetTrigger = DialogPrimitive.Trigger;
export const SheetClose = DialogPrimitive.Close;

export type SheetContentProps = {
  /** Name of the panel. */
  title: string;
  /** Shown in place of the title: a logo. */
  heading?: ReactNode;
  side?: "left" | "right";
  className?: string;
  /** Where the focus goes when it closes; needed where no `SheetTrigger` opened it. */
  returnFocusTo?: () => HTMLElement | null;
  children: ReactNode;
};

/** A panel that comes in from a side: the mobile menu, or the details of one row. */
export function SheetContent({
  title,
  heading,
  side = "right",
  className,
  returnFocusTo,
  children,
}: SheetContentProps) {
  return (
    <DialogPrimitive.Portal>
      <DialogPrimitive.Overlay className="fixed inset-0 z-40 animate-fade bg-black/40 dark:bg-black/60" />
      <DialogPrimitive.Content
        aria-describedby={undefined}
        onCloseAutoFocus={(event) => {
          const element = returnFocusTo?.();
          if (!element) return;
          event.preventDefault();
          element.focus();
        }}
        className={cn(
          "fixed inset-y-0 z-50 flex w-[min(calc(100vw-3rem),26rem)] flex-col bg-popover shadow-lg focus:outline-none",
          side === "left" ? "left-0 animate-slide-in border-r" : "right-0 animate-fade border-l",
          className,
        )}
      >
        <header className={cn("flex h-14 shrink-0 items-center justify-between gap-4 px-5", !heading && "border-b")}>
          {heading}
          <DialogPrimitive.Title className={cn("truncate font-semibold text-base", heading && "sr-only")}>
            {title}
          </DialogPrimitive.Title>
          <DialogPrimitive.Close asChild>
            <Button variant="ghost" size="icon-sm" aria-label="Close" className="-mr-1.5 ml-auto">
              <X />
            </Button>
          </DialogPrimitive.Close>
        </header>
        <div className="min-h-0 flex-1 overflow-y-auto">{children}</div>
      </DialogPrimitive.Content>
    </DialogPrimitive.Portal>
  );
}
