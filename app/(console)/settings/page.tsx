import type { Metadata } from "next";
import { SettingsScreen } from "@/components/settings/settings-screen";
import { currentSession } from "@/lib/auth/require-session";

export const metadata: Metadata = { title: "Settings" };

export default async function SettingsPage() {
  const session = await currentSession();
  return <SettingsScreen canManage={session !== null && session.role !== "viewer"} />;
}
