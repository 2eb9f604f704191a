import {
  Activity,
  Bell,
  BookOpen,
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
  | "catalogue"
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
  /** Pressed after `g` it leads there. */
  goKey: string;
  /** Who may not, does not see it. */
  needs: Access;
};

/** The screens of the console, in the order of the menu. A screen joins when it exists. */
export const NAVIGATION: readonly NavigationItem[] = [
  { key: "overview", label: "Overview", href: "/overview", icon: Home, goKey: "o", needs: "reports" },
  { key: "campaigns", label: "Campaigns", href: "/campaigns", icon: Megaphone, goKey: "c", needs: "reports" },
  { key: "catalogue", label: "Catalogue", href: "/catalogue", icon: BookOpen, goKey: "l", needs: "reports" },
  { key: "freshness", label: "Freshness", href: "/freshness", icon: Activity, goKey: "f", needs: "reports" },
  { key: "quality", label: "Quality", href: "/quality", icon: ShieldCheck, goKey: "q", needs: "operations" },
  { key: "traffic", label: "Invalid traffic", href: "/traffic", icon: Bot, goKey: "t", needs: "operations" },
  { key: "alerts", label: "Alerts", href: "/alerts", icon: Bell, goKey: "a", needs: "reports" },
  { key: "imports", label: "Imports", href: "/imports", icon: FileUp, goKey: "i", needs: "operations" },
  { key: "sources", label: "Sources", href: "/sources", icon: Plug, goKey: "s", needs: "operations" },
  {
    key: "settings",
    label: "Settings",
    href: "/settings/account",
    under: "/settings",
    icon: Settings,
    goKey: "p",
    needs: "self",
  },
];

/** True for the screen itself and the pages below it. */
export function isCurrent(item: NavigationItem, pathname: string): boolean {
  const { under = item.href } = item;
  return pathname === under || pathname.startsWith(`${under}/`);
}
