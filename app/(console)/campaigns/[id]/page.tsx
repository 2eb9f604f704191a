import type { Metadata } from "next";
import { CampaignScreen } from "@/components/campaigns/campaign-screen";
import { ShareButton } from "@/components/share/share-button";

export const metadata: Metadata = { title: "Campaign" };

export default async function CampaignPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  const campaignId = decodeURIComponent(id);
  return <CampaignScreen campaignId={campaignId} actions={<ShareButton campaignId={campaignId} />} />;
}
