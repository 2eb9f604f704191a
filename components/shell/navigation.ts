import {
  Activity,
  Bell,
  Bot,
  FileUp,
  Home,
  type LucideIcon,
  Megaphone,
  Plug,
  Settings,
  ShieldCheck,
} from "lucide-react";
import type { Access } from "@/lib/contracts/access";

export type NavigationKey =
  | "overview"
  | "campaigns"
  | "freshness"
  | "quality"
  | "traffic"
  | "alerts"
  | "imports"
  | "sources"
  | "settings";

export type NavigationItem = {
  key: NavigationKey;
  label: string;
  href: `/${string}`;
  icon: LucideIcon;
  /** Where its pages are, when they are more than those below `href`. */
  under?: `/${string}`;
  /** Who may not, does not see it. */
  needs: Access;
};

/** The screens of the console, in the order of the menu. A screen joins when it exists. */
export const NAVIGATION: readonly NavigationItem[] = [
  { key: "overview", label: "Overview", href: "/overview", icon: Home, needs: "reports" },
  { key: "campaigns", label: "Campaigns", href: "/campaigns", icon: Megaphone, needs: "reports" },
  { key: "freshness", label: "Freshness", href: "/freshness", icon: Activity, needs: "reports" },
  { key: "quality", label: "Quality", href: "/quality", icon: ShieldCheck, needs: "operations" },
  { key: "traffic", label: "Invalid traffic", href: "/traffic", icon: Bot, needs: "operations" },
  { key: "alerts", label: "Alerts", href: "/alerts", icon: Bell, needs: "reports" },
  { key: "imports", label: "Imports", href: "/imports", icon: FileUp, needs: "operations" },
  { key: "sources", label: "Sources", href: "/sources", icon: Plug, needs: "operations" },
  { key: "settings", label: "Settings", href: "/settings/account", under: "/settings", icon: Settings, needs: "self" },
];

/** True for the screen itself and the pages below it. */
export function isCurrent(item: NavigationItem, pathname: string): boolean {
  const { under = item.href } = item;
  return pathname === under || pathname.startsWith(`${under}/`);
}
