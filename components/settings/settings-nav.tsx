"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { cn } from "@/components/ui/cn";
import { useMayAny } from "@/components/ui/permissions";
import type { Access } from "@/lib/contracts/access";

const pages: readonly { href: `/${string}`; label: string; needs: Access }[] = [
  { href: "/settings/account", label: "Your account", needs: "self" },
  { href: "/settings/people", label: "People", needs: "people" },
  { href: "/settings/keys", label: "API keys", needs: "people" },
  { href: "/settings/audit", label: "Audit log", needs: "people" },
  { href: "/settings", label: "Data", needs: "administer" },
];

/** The pages of the settings, as far as they are open to the person. */
export function SettingsNav() {
  const pathname = usePathname();
  const may = useMayAny();
  return (
    <nav aria-label="Settings" className="mb-6 overflow-x-auto border-b [scrollbar-width:none]">
      <ul className="flex gap-1">
        {pages
          .filter(({ needs }) => may(needs))
          .map(({ href, label }) => (
            <li key={href}>
              <Link
                href={href}
                aria-current={pathname === href ? "page" : undefined}
                className={cn(
                  "-mb-px inline-flex h-9 items-center whitespace-nowrap border-transparent border-b-2 px-3 font-medium text-muted-foreground text-sm transition-colors hover:text-foreground focus-visible:-outline-offset-2",
                  pathname === href && "border-brand text-foreground",
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
