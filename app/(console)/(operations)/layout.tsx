import type { ReactNode } from "react";
import { NoAccess } from "@/components/shell/no-access";
import { isAllowed } from "@/lib/auth/authorise";
import { currentSession } from "@/lib/auth/require-session";

/** Sources, files and rejected records belong to no single advertiser: whoever sees some only has none of them. */
export default async function OperationsLayout({ children }: { children: ReactNode }) {
  const session = await currentSession();
  if (session && isAllowed(session, "operations")) return children;
  return (
    <NoAccess why="Sources, files and rejected records hold the events of every advertiser, and you see some of them. An administrator can give you all." />
  );
}
