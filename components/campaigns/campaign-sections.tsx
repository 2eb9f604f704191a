"use client";

import dynamic from "next/dynamic";
import { Tabs, TabsContent, TabsList, TabsTrigger } from "@/components/ui/tabs";
import type { Performance } from "@/lib/contracts/reports";
import { type CampaignTab, campaignTabs, tabLabels } from "./campaign-tabs";
import { OverviewPanel } from "./overview/overview-panel";
import { PanelSkeleton } from "./panel-skeleton";
import type { PerformanceParams } from "./queries";
import type { ReportScope } from "./report-scope";
import type { ReportView } from "./use-report-view";

const AttributionPanel = dynamic(
  () => import("./attribution/attribution-panel").then((module) => module.AttributionPanel),
  {
    loading: () => <PanelSkeleton />,
  },
);
const ConversionsPanel = dynamic(
  () => import("./conversions/conversions-panel").then((module) => module.ConversionsPanel),
  {
    loading: () => <PanelSkeleton />,
  },
);
const DeliveryPanel = dynamic(() => import("./delivery/delivery-panel").then((module) => module.DeliveryPanel), {
  loading: () => <PanelSkeleton />,
});
const ChangesPanel = dynamic(() => import("./changes/changes-panel").then((module) => module.ChangesPanel), {
  loading: () => <PanelSkeleton />,
});

type CampaignSectionsProps = {
  tab: CampaignTab;
  onTab: (tab: CampaignTab) => void;
  scope: Pick<ReportScope, "campaignId" | "dates" | "traffic" | "chosenZone">;
  view: ReportView;
  /** What `data` was asked for with. */
  params: PerformanceParams;
  /** Undefined until the first answer. */
  data: Performance | undefined;
};

/** The sections of the campaign's page. Only the one that shows is there, so only its questions are asked. */
export function CampaignSections({ tab, onTab, scope, view, params, data }: CampaignSectionsProps) {
  const whole: ReportScope | undefined = data && {
    ...scope,
    timeZone: data.timeZone,
    currency: data.campaign.currency,
    pricing: data.campaign.pricing,
    model: data.campaign.attributionModel,
  };
  return (
    <Tabs value={tab} onValueChange={(next) => onTab(next as CampaignTab)} className="gap-6">
      <TabsList aria-label="Sections" className="max-sm:justify-between max-sm:gap-3">
        {campaignTabs.map((each) => (
          <TabsTrigger key={each} value={each}>
            {tabLabels[each]}
          </TabsTrigger>
        ))}
      </TabsList>
      <TabsContent value={tab}>
        {tab === "overview" && <OverviewPanel scope={scope} view={view} params={params} data={data} />}
        {tab !== "overview" && !whole && <PanelSkeleton />}
        {tab === "attribution" && whole && <AttributionPanel scope={whole} />}
        {tab === "conversions" && whole && <ConversionsPanel scope={whole} />}
        {tab === "delivery" && whole && <DeliveryPanel scope={whole} />}
        {tab === "changes" && whole && <ChangesPanel scope={whole} />}
      </TabsContent>
    </Tabs>
  );
}
