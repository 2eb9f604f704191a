"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { cn } from "@/components/ui/cn";

const pages = [
  { href: "/docs/api", label: "Reference" },
  { href: "/docs/examples", label: "Examples" },
  { href: "/docs/errors", label: "Errors and retries" },
] as const;

/** The pages of the documentation. */
export function DocsNav() {
  const pathname = usePathname();
  return (
    <nav aria-label="Documentation" className="-mx-2 max-sm:w-full">
      <ul className="flex gap-1 max-sm:pb-2">
        {pages.map(({ href, label }) => (
          <li key={href}>
            <Link
              href={href}
              aria-current={pathname === href ? "page" : undefined}
              className={cn(
                "inline-flex h-9 items-center rounded-md px-2 font-medium text-muted-foreground text-sm hover:text-foreground",
                pathname === href && "text-foreground",
              )}
            >
              {label}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
