"use client";

import { LogOut } from "lucide-react";
import { DropdownMenuItem } from "@/components/ui/dropdown-menu";
import { toast } from "@/components/ui/toast";
import { signOut } from "@/lib/auth/browser";

/** The line of the user menu that ends the session. A full page load drops what the screens had cached. */
export function SignOutItem() {
  const leave = () =>
    signOut().then(
      () => window.location.assign("/sign-in"),
      (error: Error) => toast.error(error.message),
    );
  return (
    <DropdownMenuItem onSelect={leave}>
      <LogOut aria-hidden />
      Sign out
    </DropdownMenuItem>
  );
}
