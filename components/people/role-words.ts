import type { Role } from "@/lib/contracts/people";

/** What each role is, for who gives it; the strongest first. */
export const roleWords: Readonly<Record<Role, { name: string; may: string }>> = {
  admin: { name: "Administrator", may: "Everything, people and keys too" },
  analyst: { name: "Analyst", may: "Sources, files, quality and alerts of every advertiser" },
  manager: { name: "Account manager", may: "Campaigns, reports and alerts of their advertisers" },
  viewer: { name: "Viewer", may: "Reads what is open to them, changes nothing" },
};

/** Whether a role is for the advertisers that are given; the others see every one. */
export function isLimitable(role: Role): boolean {
  return role === "manager" || role === "viewer";
}
