"use client";

import * as LabelPrimitive from "radix-ui/label";
import type { ComponentProps } from "react";
import { cn } from "./cn";

/** The name of a control. */
export function Label({ className, ...props }: ComponentProps<typeof LabelPrimitive.Root>) {
  return (
    <LabelPrimitive.Root
      className={cn("font-medium text-foreground text-sm select-none peer-disabled:opacity-60", className)}
      {...props}
    />
  );
}
