import type { Metadata } from "next";
import { IssueScreen } from "@/components/quality/detail/issue-screen";

export const metadata: Metadata = { title: "Issue" };

export default async function IssuePage({ params }: { params: Promise<{ issueId: string }> }) {
  const { issueId } = await params;
  const id = decodeURIComponent(issueId);
  return <IssueScreen key={id} issueId={id} />;
}
