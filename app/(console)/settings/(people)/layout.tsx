import type { ReactNode } from "react";
import { NoAccess } from "@/components/shell/no-access";
import { isAllowed } from "@/lib/auth/authorise";
import { currentSession } from "@/lib/auth/require-session";

/** Who has access, with which keys, and who did what. */
export default async function PeopleLayout({ children }: { children: ReactNode }) {
  const session = await currentSession();
  if (session && isAllowed(session, "people")) return children;
  return <NoAccess why="People, API keys and the audit log are for administrators." />;
}
