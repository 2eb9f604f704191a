import type { Metadata } from "next";
import { SharedReportScreen } from "@/components/share/shared-report-screen";
import { Logo } from "@/components/shell/logo";

export const metadata: Metadata = { title: "Report", robots: { index: false, follow: false }, referrer: "no-referrer" };

/** A report for whoever has the link. */
export default function SharePage() {
  return <SharedReportScreen logo={<Logo />} />;
}
