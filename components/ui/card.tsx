import type { ComponentProps, ReactNode } from "react";
import { cn } from "./cn";

/** A raised surface for one subject. */
export function Card({ className, ...props }: ComponentProps<"section">) {
  return <section className={cn("min-w-0 rounded-xl border bg-card shadow-xs", className)} {...props} />;
}

export type CardHeaderProps = {
  title: ReactNode;
  description?: ReactNode;
  /** Controls at the right: a segmented control, a link. */
  actions?: ReactNode;
  className?: string;
};

/** The title line of a card, with optional controls at its right. */
export function CardHeader({ title, description, actions, className }: CardHeaderProps) {
  return (
    <header className={cn("flex flex-wrap items-start justify-between gap-x-4 gap-y-2 px-5 pt-4 pb-3", className)}>
      <div className="min-w-0 flex-[1_1_16rem]">
        <h2 className="font-semibold text-base text-foreground">{title}</h2>
        {description && <p className="mt-0.5 text-muted-foreground text-sm">{description}</p>}
      </div>
      {actions && <div className="flex min-w-0 max-w-full flex-wrap items-center gap-2">{actions}</div>}
    </header>
  );
}

/** The padded body of a card. Leave it out for a table that touches the edges. */
export function CardContent({ className, ...props }: ComponentProps<"div">) {
  return <div className={cn("px-5 pb-5 first:pt-5", className)} {...props} />;
}

/** The quiet last line of a card: paging, a note on the figures. */
export function CardFooter({ className, ...props }: ComponentProps<"footer">) {
  return (
    <footer
      className={cn(
        "flex items-center justify-between gap-3 border-t px-5 py-3 text-muted-foreground text-sm",
        className,
      )}
      {...props}
    />
  );
}
