"use client";

import { FileText, Share2 } from "lucide-react";
import dynamic from "next/dynamic";
import Link from "next/link";
import { useSearchParams } from "next/navigation";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { May } from "@/components/ui/permissions";

const ShareDialog = dynamic(() => import("./share-dialog").then((module) => module.ShareDialog), { ssr: false });

/** At the head of a campaign: its report to print, and links to it for those who may share. */
export function ShareButton({ campaignId }: { campaignId: string }) {
  const [open, setOpen] = useState(false);
  const query = useSearchParams().toString();
  return (
    <>
      <Button variant="secondary" asChild>
        <Link href={`/campaigns/${encodeURIComponent(campaignId)}/report${query && `?${query}`}`} prefetch={false}>
          <FileText aria-hidden />
          Report
        </Link>
      </Button>
      <May access="campaigns">
        <Button variant="secondary" onClick={() => setOpen(true)}>
          <Share2 aria-hidden />
          Share
        </Button>
      </May>
      {open && <ShareDialog campaignId={campaignId} onClose={() => setOpen(false)} />}
    </>
  );
}
