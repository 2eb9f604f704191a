"use client";

import { ChevronsUpDown, UserRound } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";

export type ShellUser = { name: string; email: string };

export type UserMenuProps = {
  user: ShellUser;
  /** A `DropdownMenuItem` that ends the session. */
  signOut?: ReactNode;
  /** Only the round letter, for the narrow top bar. */
  compact?: boolean;
};

/** Who is signed in, and the way out. */
export function UserMenu({ user, signOut, compact }: UserMenuProps) {
  const name = user.name || user.email;
  return (
    <DropdownMenu>
      <DropdownMenuTrigger
        {...(compact && { "aria-label": `Account of ${name}` })}
        className={cn(
          "flex min-w-0 items-center gap-2.5 rounded-md text-left transition-colors hover:bg-accent data-[state=open]:bg-accent",
          compact ? "size-10 justify-center" : "h-11 flex-1 px-2",
        )}
      >
        <span
          aria-hidden
          className="grid size-7 shrink-0 place-items-center rounded-full bg-brand-soft font-semibold text-info-text text-xs"
        >
          {name.slice(0, 1).toUpperCase()}
        </span>
        {!compact && (
          <>
            <span className="min-w-0 flex-1">
              <span className="block truncate font-medium text-sm leading-tight">
                <span className="sr-only">Account of </span>
                {name}
              </span>
              <span className="block truncate text-faint-foreground text-xs leading-tight">{user.email}</span>
            </span>
            <ChevronsUpDown aria-hidden className="size-3.5 shrink-0 text-faint-foreground" />
          </>
        )}
      </DropdownMenuTrigger>
      <DropdownMenuContent align={compact ? "end" : "start"} className="min-w-52">
        {compact && (
          <>
            <DropdownMenuLabel>
              <span className="block truncate font-medium text-foreground text-sm">{name}</span>
              <span className="block truncate">{user.email}</span>
            </DropdownMenuLabel>
            {signOut && <DropdownMenuSeparator />}
          </>
        )}
        <DropdownMenuItem asChild>
          <Link href="/settings/account">
            <UserRound aria-hidden />
            Your account
          </Link>
        </DropdownMenuItem>
        {signOut ?? (!compact && <DropdownMenuLabel>Signed in as {user.email}</DropdownMenuLabel>)}
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
