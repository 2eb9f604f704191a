import type { Metadata } from "next";
import { TrafficScreen } from "@/components/traffic/traffic-screen";
import { isAllowed } from "@/lib/auth/authorise";
import { currentSession } from "@/lib/auth/require-session";

export const metadata: Metadata = { title: "Invalid traffic" };

export default async function TrafficPage() {
  const session = await currentSession();
  return <TrafficScreen canManage={session !== null && isAllowed(session, "operate")} />;
}
