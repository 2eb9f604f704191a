import { ChevronRight } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { ForeignText } from "./foreign-text";

export type Crumb = { label: string; href: string };

export type PageHeaderProps = {
  title: ReactNode;
  description?: ReactNode;
  /** The pages above this one, outermost first. */
  crumbs?: readonly Crumb[];
  /** State beside the title: a badge. */
  badge?: ReactNode;
  /** Controls at the right: a date range, a button. */
  actions?: ReactNode;
};

/** The head of a screen: where you are, what it is, and what can be done. */
export function PageHeader({ title, description, crumbs, badge, actions }: PageHeaderProps) {
  return (
    <header className="mb-6 flex flex-col gap-x-6 gap-y-3 md:flex-row md:items-end md:justify-between">
      <div className="min-w-0">
        {crumbs && crumbs.length > 0 && (
          <nav aria-label="Breadcrumb" className="mb-1">
            <ol className="flex flex-wrap items-center gap-1 text-muted-foreground text-sm">
              {crumbs.map((crumb) => (
                <li key={crumb.href} className="flex items-center gap-1">
                  <Link href={crumb.href} className="rounded-sm hover:text-foreground">
                    {crumb.label}
                  </Link>
                  <ChevronRight aria-hidden className="size-3.5 text-faint-foreground" />
                </li>
              ))}
            </ol>
          </nav>
        )}
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <h1 className="font-semibold text-xl tracking-tight break-words">
            {typeof title === "string" ? <ForeignText text={title} /> : title}
          </h1>
          {badge}
        </div>
        {description && <p className="mt-1 max-w-3xl text-pretty text-muted-foreground text-sm">{description}</p>}
      </div>
      {actions && <div className="flex shrink-0 flex-wrap items-center gap-2">{actions}</div>}
    </header>
  );
}
