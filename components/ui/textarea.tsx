import type { ComponentProps } from "react";
import { cn } from "./cn";
import { controlClasses } from "./input";

/** A text field of several lines that grows with what is written. */
export function Textarea({ className, rows = 3, ...props }: ComponentProps<"textarea">) {
  return (
    <textarea
      rows={rows}
      className={cn(controlClasses, "field-sizing-content h-auto min-h-16 py-1.5 pointer-coarse:h-auto", className)}
      {...props}
    />
  );
}
