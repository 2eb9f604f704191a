import type { ComponentProps } from "react";
import { cn } from "./cn";

/** A grey shape in the size of what is coming. Put it in a parent with `aria-busy` and a spoken label. */
export function Skeleton({ className, ...props }: ComponentProps<"div">) {
  return <div aria-hidden className={cn("animate-pulse rounded-md bg-muted", className)} {...props} />;
}
