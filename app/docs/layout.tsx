import type { ReactNode } from "react";
import { DocsShell } from "@/components/docs/docs-shell";
import { Logo } from "@/components/shell/logo";

export default function DocsLayout({ children }: { children: ReactNode }) {
  return <DocsShell logo={<Logo />}>{children}</DocsShell>;
}
