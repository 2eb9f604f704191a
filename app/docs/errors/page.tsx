import type { Metadata } from "next";
import { adviceByCode } from "@/components/docs/error-advice";
import { ErrorsGuide } from "@/components/docs/errors-guide";
import { statusByCode } from "@/lib/errors";

export const metadata: Metadata = { title: "Errors and retries" };

export default function ErrorsPage() {
  const advice = Object.entries(statusByCode).map(([code, status]) => ({
    code,
    status,
    what: adviceByCode[code] ?? "",
  }));
  return <ErrorsGuide advice={advice} />;
}
