import type { ReactNode } from "react";
import { OpenAlertsBadge } from "@/components/alerts/open-alerts-badge";
import { LiveUpdates } from "@/components/live/live-updates";
import { AppShell } from "@/components/shell/app-shell";
import { SendToSignIn } from "@/components/sign-in/send-to-sign-in";
import { SignOutItem } from "@/components/sign-in/sign-out-item";
import { PermissionsProvider } from "@/components/ui/permissions";
import { listAccesses } from "@/lib/auth/authorise";
import { currentSession } from "@/lib/auth/require-session";

/** Every screen of the console stands in the shell, and needs somebody who has signed in. */
export default async function ConsoleLayout({ children }: { children: ReactNode }) {
  const session = await currentSession();
  if (!session) return <SendToSignIn />;
  return (
    <PermissionsProvider accesses={listAccesses(session)}>
      <LiveUpdates />
      <AppShell
        user={{ name: session.name, email: session.email }}
        badges={{ alerts: <OpenAlertsBadge /> }}
        signOut={<SignOutItem />}
      >
        {children}
      </AppShell>
    </PermissionsProvider>
  );
}
