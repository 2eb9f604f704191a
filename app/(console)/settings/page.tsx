import type { Metadata } from "next";
import { SettingsScreen } from "@/components/settings/settings-screen";
import { NoAccess } from "@/components/shell/no-access";
import { isAllowed } from "@/lib/auth/authorise";
import { currentSession } from "@/lib/auth/require-session";

export const metadata: Metadata = { title: "Settings" };

export default async function SettingsPage() {
  const session = await currentSession();
  if (session && isAllowed(session, "administer")) return <SettingsScreen />;
  return <NoAccess why="Currency rates and the deletion of users are for administrators." />;
}
