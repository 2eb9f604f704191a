import type { ReactNode } from "react";
import { cn } from "./cn";

export type StatusTone = "success" | "warning" | "danger" | "info" | "neutral";

const COLORS: Record<StatusTone, string> = {
  success: "bg-success",
  warning: "bg-warning",
  danger: "bg-danger",
  info: "bg-info",
  neutral: "bg-faint-foreground",
};

/** Shapes differ as well, so that red and green are never the only difference. */
const SHAPES: Record<StatusTone, string> = {
  success: "rounded-full",
  warning: "rotate-45 rounded-[1.5px]",
  danger: "rounded-[1.5px]",
  info: "rounded-full",
  neutral: "rounded-full bg-transparent ring-[1.5px] ring-faint-foreground ring-inset",
};

export type StatusDotProps = {
  tone: StatusTone;
  /** The state in words, beside the mark. */
  children: ReactNode;
  /** A slow pulse, for something that happens now. */
  live?: boolean;
  className?: string;
};

/** A state: a mark whose shape and colour tell the tone, and the word for it. */
export function StatusDot({ tone, children, live, className }: StatusDotProps) {
  return (
    <span className={cn("inline-flex items-center gap-2 text-sm whitespace-nowrap", className)}>
      <span aria-hidden className="relative grid size-2 shrink-0 place-items-center">
        {live && <span className={cn("absolute inset-0 animate-ping rounded-full opacity-40", COLORS[tone])} />}
        <span className={cn("size-2", COLORS[tone], SHAPES[tone])} />
      </span>
      {children}
    </span>
  );
}
