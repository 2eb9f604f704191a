import type { ReactNode } from "react";
import { cn } from "./cn";

export type StaleVeilProps = {
  /** True while what shows belongs to the filters before (`isPlaceholderData` of a query). */
  active: boolean;
  className?: string;
  children: ReactNode;
};

/** Dims figures of the last filters until the new ones are there, in place of blanking the screen. */
export function StaleVeil({ active, className, children }: StaleVeilProps) {
  return (
    <div
      aria-busy={active}
      className={cn("min-w-0 transition-opacity duration-150", active && "opacity-55 delay-150", className)}
    >
      {children}
    </div>
  );
}
