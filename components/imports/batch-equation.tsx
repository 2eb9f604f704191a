import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";
import { formatInteger } from "@/components/ui/format";
import { Skeleton } from "@/components/ui/skeleton";
import type { Batch } from "@/lib/contracts/batch";
import { counted } from "./batch-words";

type Term = { key: "received" | "stored" | "duplicate" | "rejected" | "pending"; label: string; sign?: "=" | "+" };

const terms: readonly Term[] = [
  { key: "received", label: "Received" },
  { key: "stored", label: "Stored", sign: "=" },
  { key: "duplicate", label: "Duplicate", sign: "+" },
  { key: "rejected", label: "Rejected", sign: "+" },
  { key: "pending", label: "Pending", sign: "+" },
];

/** The figures of a batch as the equation that they are; undefined until the first answer. */
export function BatchEquation({ batch, children }: { batch: Batch | undefined; children?: ReactNode }) {
  return (
    <section aria-label="Figures" className="overflow-hidden rounded-xl border bg-card shadow-xs">
      <dl className="grid grid-cols-2 md:grid-cols-5">
        {terms.map(({ key, label, sign }) => (
          <div
            key={key}
            data-testid={`batch-${key}`}
            className={cn(
              "relative flex min-w-0 flex-col px-5 py-4 shadow-[1px_0_0_0_var(--color-border),0_1px_0_0_var(--color-border)]",
              !sign && "max-md:col-span-2",
            )}
          >
            {sign && (
              <span
                aria-hidden
                className="absolute top-4 left-0 grid size-5 -translate-x-1/2 place-items-center rounded-full border bg-card font-medium text-muted-foreground text-xs max-md:hidden"
              >
                {sign}
              </span>
            )}
            <dt className="text-muted-foreground text-sm">
              {sign && <span className="md:sr-only">{sign} </span>}
              {label}
            </dt>
            <dd className="mt-1 flex h-8 items-center">
              {batch ? (
                <span
                  className={cn(
                    "truncate font-semibold text-2xl tracking-tight tabular-nums",
                    key === "rejected" && batch.rejected > 0 && "text-danger-text",
                    key !== "received" && batch[key] === 0 && "font-normal text-faint-foreground",
                  )}
                >
                  {formatInteger(batch[key])}
                </span>
              ) : (
                <Skeleton className="h-6 w-20" />
              )}
            </dd>
            <dd className="h-5 truncate text-faint-foreground text-xs leading-5">{batch && hintOf(key, batch)}</dd>
          </div>
        ))}
      </dl>
      <div className="flex min-h-24 flex-col justify-center gap-3 border-t px-5 py-4">{children}</div>
    </section>
  );
}

function hintOf(key: Term["key"], { filtered, state }: Batch): string {
  if (key === "received") return state === "receiving" ? "so far; more may come" : "records";
  if (key === "stored") return filtered > 0 ? `${counted(filtered, "record")} invalid traffic` : "no invalid traffic";
  if (key === "duplicate") return "stored before";
  if (key === "rejected") return "kept with their reason";
  return "waiting in the queue";
}
