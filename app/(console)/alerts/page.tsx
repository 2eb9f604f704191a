import type { Metadata } from "next";
import { AlertListScreen } from "@/components/alerts/alert-list-screen";

export const metadata: Metadata = { title: "Alerts" };

export default function AlertsPage() {
  return <AlertListScreen />;
}
