import { type ReactNode, useId } from "react";
import { cn } from "@/components/ui/cn";

/** A step of a replay; scrolls by itself where the steps stand side by side. */
export function Step({
  number,
  title,
  className,
  children,
}: {
  number: number;
  title: string;
  className?: string;
  children: ReactNode;
}) {
  const id = useId();
  return (
    <section aria-labelledby={id} className={cn("min-w-0 lg:overflow-y-auto", className)}>
      <h3
        id={id}
        className="sticky top-0 z-10 flex items-center gap-2 bg-popover px-5 pt-4 pb-3 font-semibold text-base"
      >
        <span
          aria-hidden
          className="grid size-5 place-items-center rounded-full bg-brand-soft font-semibold text-2xs text-info-text"
        >
          {number}
        </span>
        {title}
      </h3>
      {children}
    </section>
  );
}
