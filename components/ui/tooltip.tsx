"use client";

import * as TooltipPrimitive from "radix-ui/tooltip";
import type { ReactNode } from "react";

export const TooltipProvider = TooltipPrimitive.Provider;

export type TooltipProps = {
  /** Extra words; never the only place of something that must be known. */
  content: ReactNode;
  /** The element it belongs to; must take focus (a button, a link, `tabIndex={0}`). */
  children: ReactNode;
  side?: "top" | "right" | "bottom" | "left";
};

/** A hint on hover and on keyboard focus. Needs the `TooltipProvider` of the shell. */
export function Tooltip({ content, children, side = "top" }: TooltipProps) {
  return (
    <TooltipPrimitive.Root>
      <TooltipPrimitive.Trigger asChild>{children}</TooltipPrimitive.Trigger>
      <TooltipPrimitive.Portal>
        <TooltipPrimitive.Content
          side={side}
          sideOffset={6}
          collisionPadding={8}
          className="z-50 max-w-72 animate-fade rounded-md bg-primary px-2 py-1 text-primary-foreground text-xs shadow-md"
        >
          {content}
        </TooltipPrimitive.Content>
      </TooltipPrimitive.Portal>
    </TooltipPrimitive.Root>
  );
}
