import Link from "next/link";
import type { ReactNode } from "react";
import { ThemeToggle } from "@/components/ui/theme-toggle";
import { DocsNav } from "./docs-nav";

export type DocsShellProps = { logo: ReactNode; children: ReactNode };

/** The frame of the documentation, which needs no sign-in. */
export function DocsShell({ logo, children }: DocsShellProps) {
  return (
    <div className="min-h-dvh">
      <header className="sticky top-0 z-20 border-b bg-background/90 backdrop-blur">
        <div className="mx-auto flex max-w-6xl flex-wrap items-center gap-x-6 px-4 sm:px-6">
          <Link href="/" className="flex h-14 items-center rounded-sm" aria-label="AdvertiseX console">
            {logo}
          </Link>
          <DocsNav />
          <div className="ml-auto max-sm:absolute max-sm:top-2.5 max-sm:right-4">
            <ThemeToggle />
          </div>
        </div>
      </header>
      <main id="main" className="mx-auto max-w-6xl px-4 py-8 sm:px-6">
        {children}
      </main>
    </div>
  );
}
