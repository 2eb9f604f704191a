"use client";

import { type ReactNode, useEffect, useRef, useState } from "react";
import { cn } from "./cn";

export type ScrollRegionProps = { label: string; className?: string; children: ReactNode };

/**
 * A frame that scrolls; it takes a place in the tab order only while its content does not fit (WCAG 2.1.1). Its right
 * edge fades out while there is more to the right, since phones show no scroll bar.
 */
export function ScrollRegion({ label, className, children }: ScrollRegionProps) {
  const frame = useRef<HTMLElement>(null);
  const [overflows, setOverflows] = useState(false);
  const [hasMore, setHasMore] = useState(false);

  useEffect(() => {
    const element = frame.current;
    if (!element) return;
    const measure = () => {
      setOverflows(element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1);
      setHasMore(element.scrollLeft + element.clientWidth < element.scrollWidth - 1);
    };
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    for (const child of element.children) observer.observe(child);
    element.addEventListener("scroll", measure, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener("scroll", measure);
    };
  }, []);

  return (
    <section
      ref={frame}
      aria-label={label}
      tabIndex={overflows ? 0 : undefined}
      className={cn(
        "relative overflow-auto focus-visible:-outline-offset-2",
        hasMore && "mask-r-from-[calc(100%-2.5rem)]",
        className,
      )}
    >
      {children}
    </section>
  );
}
