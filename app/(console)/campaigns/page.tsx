import type { Metadata } from "next";
import { CampaignListScreen } from "@/components/campaign-list/campaign-list-screen";

export const metadata: Metadata = { title: "Campaigns" };

export default function CampaignsPage() {
  return <CampaignListScreen />;
}
