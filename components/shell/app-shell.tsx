import type { ReactNode } from "react";
import { Keyboard } from "./keyboard/keyboard";
import type { NavBadges } from "./nav-links";
import { Sidebar } from "./sidebar";
import { SkipLink } from "./skip-link";
import { TopBar } from "./top-bar";
import type { ShellUser } from "./user-menu";

export type ShellChromeProps = {
  user: ShellUser;
  badges?: NavBadges;
  /** A `DropdownMenuItem` that ends the session. */
  signOut?: ReactNode;
};

export type AppShellProps = ShellChromeProps & { children: ReactNode };

/** The frame of every screen: sidebar or top bar, and the page, from 390 to 2560 px. */
export function AppShell({ children, ...chrome }: AppShellProps) {
  return (
    <div className="flex min-h-dvh flex-col lg:flex-row">
      <SkipLink />
      <Keyboard />
      <TopBar {...chrome} />
      <Sidebar {...chrome} />
      <main id="content" tabIndex={-1} className="min-w-0 flex-1 scroll-mt-16 focus:outline-none">
        <div className="mx-auto w-full max-w-[1520px] px-4 py-6 sm:px-6 lg:px-8 lg:py-8">{children}</div>
      </main>
    </div>
  );
}
