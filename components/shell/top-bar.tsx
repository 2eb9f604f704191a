"use client";

import { Menu } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Sheet, SheetContent, SheetTrigger } from "@/components/ui/sheet";
import { ThemeToggle } from "@/components/ui/theme-toggle";
import type { ShellChromeProps } from "./app-shell";
import { Logo } from "./logo";
import { NavLinks } from "./nav-links";
import { UserMenu } from "./user-menu";

/** The bar under 1024 px: menu, name, theme, account. */
export function TopBar({ user, badges, signOut }: ShellChromeProps) {
  const [open, setOpen] = useState(false);
  return (
    <header className="sticky top-0 z-30 flex h-14 items-center gap-1 border-b bg-background/90 px-2 backdrop-blur-md sm:px-4 lg:hidden print:hidden">
      <Sheet open={open} onOpenChange={setOpen}>
        <SheetTrigger asChild>
          <Button variant="ghost" size="icon" aria-label="Open the menu">
            <Menu className="size-5" />
          </Button>
        </SheetTrigger>
        <SheetContent title="Menu" heading={<Logo />} side="left" className="w-[min(calc(100vw-4rem),18rem)]">
          <div className="px-3 py-2">
            <NavLinks badges={badges} onNavigate={() => setOpen(false)} />
          </div>
        </SheetContent>
      </Sheet>
      <Link href="/overview" aria-label="AdvertiseX, to the overview" className="inline-flex rounded-md px-1">
        <Logo />
      </Link>
      <div className="ml-auto flex items-center">
        <ThemeToggle />
        <UserMenu user={user} signOut={signOut} compact />
      </div>
    </header>
  );
}
