import type { ComponentProps, ReactNode } from "react";
import { cn } from "./cn";

/** What every text control looks like; 16 px on phones, where iOS zooms into anything smaller. */
export const controlClasses = cn(
  "h-8 w-full min-w-0 rounded-md border border-input bg-card px-2.5 text-[16px] text-foreground shadow-xs sm:text-sm pointer-coarse:h-10",
  "transition-colors hover:border-muted-foreground focus-visible:border-ring focus-visible:outline-offset-0",
  "disabled:cursor-not-allowed disabled:bg-muted disabled:opacity-60",
  "aria-invalid:border-danger aria-invalid:focus-visible:outline-danger",
);

export type InputProps = ComponentProps<"input"> & {
  /** An icon shown inside, at the start. */
  icon?: ReactNode;
};

/** A one-line text field. Give it a `<Label htmlFor>`, a `<Field>` or an `aria-label`. */
export function Input({ className, icon, type = "text", ...props }: InputProps) {
  if (!icon) return <input type={type} className={cn(controlClasses, className)} {...props} />;
  return (
    <div className={cn("relative", className)}>
      <span
        aria-hidden
        className="pointer-events-none absolute inset-y-0 left-2.5 flex items-center text-faint-foreground [&_svg]:size-4"
      >
        {icon}
      </span>
      <input type={type} className={cn(controlClasses, "pl-8")} {...props} />
    </div>
  );
}
