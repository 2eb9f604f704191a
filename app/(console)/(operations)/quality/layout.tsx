import type { ReactNode } from "react";
import { TriageShell } from "@/components/quality/triage-shell";
import { isAllowed } from "@/lib/auth/authorise";
import { currentSession } from "@/lib/auth/require-session";

/** The list stays while one goes from issue to issue. The layout above sends whoever is not signed in away. */
export default async function QualityLayout({ children }: { children: ReactNode }) {
  const session = await currentSession();
  if (!session) return null;
  return <TriageShell viewer={{ email: session.email, canAct: isAllowed(session, "operate") }}>{children}</TriageShell>;
}
