import type { ReactNode } from "react";
import { AppShell } from "@/components/shell/app-shell";

/** Every screen of the console stands in the shell. The session guard belongs here, and gives the user. */
export default async function ConsoleLayout({ children }: { children: ReactNode }) {
  const user = { name: "Admin", email: "admin@localhost" };
  return <AppShell user={user}>{children}</AppShell>;
}
