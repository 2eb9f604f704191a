"use client";

import { type ReactNode, useEffect, useRef, useState } from "react";
import { cn } from "./cn";

export type ScrollRegionProps = { label: string; className?: string; children: ReactNode };

/** A frame that scrolls; it takes a place in the tab order only while its content does not fit (WCAG 2.1.1). */
export function ScrollRegion({ label, className, children }: ScrollRegionProps) {
  const frame = useRef<HTMLElement>(null);
  const [overflows, setOverflows] = useState(false);

  useEffect(() => {
    const element = frame.current;
    if (!element) return;
    const measure = () =>
      setOverflows(element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1);
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    for (const child of element.children) observer.observe(child);
    return () => observer.disconnect();
  }, []);

  return (
    <section
      ref={frame}
      aria-label={label}
      tabIndex={overflows ? 0 : undefined}
      className={cn("relative overflow-auto focus-visible:-outline-offset-2", className)}
    >
      {children}
    </section>
  );
}
