import { Inbox } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "./cn";

export type EmptyStateProps = {
  /** What is not there: "No campaigns yet". */
  title: string;
  /** Why, and what to do about it. */
  description: ReactNode;
  icon?: ReactNode;
  /** The way on: a button or a link. */
  action?: ReactNode;
  className?: string;
  /** Something to copy or to look at: a `CodeBlock`. */
  children?: ReactNode;
};

/** Says that there is nothing, and teaches what to do next. Never for a failed request: see `ErrorState`. */
export function EmptyState({ title, description, icon, action, className, children }: EmptyStateProps) {
  return (
    <div className={cn("flex flex-col items-center px-6 py-12 text-center", className)}>
      <span
        aria-hidden
        className="mb-4 grid size-10 place-items-center rounded-lg border bg-muted text-muted-foreground [&_svg]:size-5"
      >
        {icon ?? <Inbox />}
      </span>
      <p className="font-semibold text-base">{title}</p>
      <div className="mt-1 max-w-md text-pretty text-muted-foreground text-sm">{description}</div>
      {action && <div className="mt-4 flex flex-wrap justify-center gap-2">{action}</div>}
      {children && <div className="mt-5 w-full max-w-xl text-left">{children}</div>}
    </div>
  );
}
