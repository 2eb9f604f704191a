import Link from "next/link";
import { ThemeToggle } from "@/components/ui/theme-toggle";
import type { ShellChromeProps } from "./app-shell";
import { Logo } from "./logo";
import { NavLinks } from "./nav-links";
import { UserMenu } from "./user-menu";

/** The menu from 1024 px on; it stays while the page scrolls. */
export function Sidebar({ user, badges, signOut }: ShellChromeProps) {
  return (
    <aside className="sticky top-0 hidden h-dvh w-60 shrink-0 flex-col border-r bg-background lg:flex print:hidden">
      <div className="flex h-16 shrink-0 items-center px-5">
        <Link href="/overview" aria-label="AdvertiseX, to the overview" className="inline-flex rounded-md">
          <Logo />
        </Link>
      </div>
      <div className="min-h-0 flex-1 overflow-y-auto px-3 py-2">
        <NavLinks badges={badges} />
      </div>
      <div className="flex items-center gap-1 border-t p-2">
        <UserMenu user={user} signOut={signOut} />
        <ThemeToggle className="size-9" />
      </div>
    </aside>
  );
}
