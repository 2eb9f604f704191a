"use client";

import { RotateCw, TriangleAlert } from "lucide-react";
import { Button } from "./button";
import { cn } from "./cn";

export type ErrorStateProps = {
  /** What could not be done: "Campaigns could not be loaded". */
  title?: string;
  /** The server's sentence, or what to do. */
  message?: string;
  /** Shown for support when the server gave one. */
  incidentId?: string;
  onRetry?: () => void;
  /** True while a retry runs. */
  retrying?: boolean;
  className?: string;
};

/** A request that failed: visibly an error, announced, with a way to try again. Never looks like "no data". */
export function ErrorState({
  title = "This could not be loaded",
  message,
  incidentId,
  onRetry,
  retrying,
  className,
}: ErrorStateProps) {
  return (
    <div role="alert" className={cn("flex flex-col items-center px-6 py-12 text-center", className)}>
      <span aria-hidden className="mb-4 grid size-10 place-items-center rounded-lg bg-danger-soft text-danger-text">
        <TriangleAlert className="size-5" />
      </span>
      <p className="font-semibold text-base">{title}</p>
      <p className="mt-1 max-w-md text-pretty text-muted-foreground text-sm">
        {message ?? "The server did not answer as expected. Your data is not affected."}
      </p>
      {onRetry && (
        <Button variant="secondary" className="mt-4" onClick={onRetry} pending={retrying}>
          <RotateCw aria-hidden />
          Try again
        </Button>
      )}
      {incidentId && <p className="mt-4 font-mono text-faint-foreground text-xs">Incident {incidentId}</p>}
    </div>
  );
}
