import { Activity, Bell, Bot, FileUp, type LucideIcon, Megaphone, Plug, Settings, ShieldCheck } from "lucide-react";

export type NavigationKey =
  | "campaigns"
  | "freshness"
  | "quality"
  | "traffic"
  | "alerts"
  | "imports"
  | "sources"
  | "settings";

export type NavigationItem = { key: NavigationKey; label: string; href: `/${string}`; icon: LucideIcon };

/** The screens of the console, in the order of the menu. A screen joins when it exists. */
export const NAVIGATION: readonly NavigationItem[] = [
  { key: "campaigns", label: "Campaigns", href: "/campaigns", icon: Megaphone },
  { key: "freshness", label: "Freshness", href: "/freshness", icon: Activity },
  { key: "quality", label: "Quality", href: "/quality", icon: ShieldCheck },
  { key: "traffic", label: "Invalid traffic", href: "/traffic", icon: Bot },
  { key: "alerts", label: "Alerts", href: "/alerts", icon: Bell },
  { key: "imports", label: "Imports", href: "/imports", icon: FileUp },
  { key: "sources", label: "Sources", href: "/sources", icon: Plug },
  { key: "settings", label: "Settings", href: "/settings", icon: Settings },
];

/** True for the screen itself and the pages below it. */
export function isCurrent(item: NavigationItem, pathname: string): boolean {
  return pathname === item.href || pathname.startsWith(`${item.href}/`);
}
