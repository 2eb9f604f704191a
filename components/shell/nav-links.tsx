"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";
import { useMayAny } from "@/components/ui/permissions";
import { isCurrent, NAVIGATION, type NavigationKey } from "./navigation";

/** What stands at the end of a menu line: a `CountBadge`, or a component that fetches its count. */
export type NavBadges = Partial<Record<NavigationKey, ReactNode>>;

export type NavLinksProps = { badges?: NavBadges; onNavigate?: () => void };

/** The menu: the same in the sidebar and in the mobile sheet. */
export function NavLinks({ badges, onNavigate }: NavLinksProps) {
  const pathname = usePathname();
  const may = useMayAny();
  return (
    <nav aria-label="Main">
      <ul className="flex flex-col gap-0.5">
        {NAVIGATION.filter(({ needs }) => may(needs)).map((item) => {
          const current = isCurrent(item, pathname);
          return (
            <li key={item.key}>
              <Link
                href={item.href}
                onClick={onNavigate}
                aria-current={current ? "page" : undefined}
                className={cn(
                  "flex h-8 items-center gap-2.5 rounded-md px-2.5 font-medium text-muted-foreground text-sm transition-colors hover:bg-accent hover:text-foreground max-lg:h-11 max-lg:text-base",
                  current && "bg-accent text-foreground",
                )}
              >
                <item.icon aria-hidden className={cn("size-4 shrink-0", current && "text-brand")} />
                {item.label}
                {badges?.[item.key] && <span className="ml-auto">{badges[item.key]}</span>}
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
