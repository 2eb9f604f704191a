import { CircleAlert, CircleCheck, Info, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "./cn";

export type CalloutTone = "info" | "success" | "warning" | "danger";

const TONES: Record<CalloutTone, { box: string; icon: string; Icon: typeof Info }> = {
  info: { box: "border-info/25 bg-info-soft", icon: "text-info-text", Icon: Info },
  success: { box: "border-success/30 bg-success-soft", icon: "text-success-text", Icon: CircleCheck },
  warning: { box: "border-warning/35 bg-warning-soft", icon: "text-warning-text", Icon: TriangleAlert },
  danger: { box: "border-danger/30 bg-danger-soft", icon: "text-danger-text", Icon: CircleAlert },
};

export type CalloutProps = {
  tone?: CalloutTone;
  title: ReactNode;
  children?: ReactNode;
  /** A link or a button at the right. */
  action?: ReactNode;
  className?: string;
};

/** A message in the flow of a page that stays while it is true: an open incident, a stale figure. */
export function Callout({ tone = "info", title, children, action, className }: CalloutProps) {
  const { box, icon, Icon } = TONES[tone];
  return (
    <div
      role={tone === "danger" ? "alert" : "status"}
      className={cn("flex items-start gap-3 rounded-lg border px-4 py-3", box, className)}
    >
      <Icon aria-hidden className={cn("mt-0.5 size-4 shrink-0", icon)} />
      <div className="flex min-w-0 flex-1 flex-wrap items-start justify-between gap-x-6 gap-y-2">
        <div className="min-w-0 flex-[1_1_14rem]">
          <p className="font-medium text-sm">{title}</p>
          {children && <div className="mt-0.5 text-muted-foreground text-sm">{children}</div>}
        </div>
        {action && <div className="flex shrink-0 items-center gap-2 text-sm">{action}</div>}
      </div>
    </div>
  );
}
