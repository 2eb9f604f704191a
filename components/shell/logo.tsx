import { cn } from "@/components/ui/cn";

/** The mark: events on one way, a rising line on the other, meeting in an X. Same drawing as `app/icon.svg`. */
export function LogoMark({ className }: { className?: string }) {
  return (
    <svg aria-hidden viewBox="0 0 32 32" className={cn("size-7 shrink-0", className)}>
      <rect width="32" height="32" rx="8" className="fill-[#171b24] dark:fill-[#eceef2]" />
      <path d="M9 23 23 9" stroke="#7096ff" strokeWidth="3.6" strokeLinecap="round" className="dark:stroke-[#2458e6]" />
      <g className="fill-white dark:fill-[#171b24]">
        <circle cx="9.2" cy="9.2" r="2.3" />
        <circle cx="22.8" cy="22.8" r="2.3" />
      </g>
    </svg>
  );
}

/** Mark and name. */
export function Logo() {
  return (
    <span className="inline-flex items-center gap-2.5">
      <LogoMark />
      <span className="font-semibold text-foreground text-lg tracking-tight">
        Advertise<span className="text-brand">X</span>
      </span>
    </span>
  );
}
