import { TriangleAlert } from "lucide-react";
import Link from "next/link";
import { ForeignText } from "./foreign-text";

/** Says on a chart that something is wrong with the data behind it, and leads to what is known of it. */
export function StaleNote({ title, href }: { title: string; href: string }) {
  return (
    <span className="inline-flex max-w-full items-center gap-1.5 text-warning-text" data-testid="stale-note">
      <TriangleAlert aria-hidden className="size-3.5 shrink-0" />
      <Link href={href} className="min-w-0 truncate rounded-sm underline underline-offset-2">
        <ForeignText text={title} />
      </Link>
      <span className="shrink-0">figures may be incomplete</span>
    </span>
  );
}
