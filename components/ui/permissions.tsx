"use client";

import { createContext, type ReactNode, useContext } from "react";
import type { Access } from "@/lib/contracts/access";

const Permissions = createContext<readonly Access[]>([]);

export type PermissionsProviderProps = { accesses: readonly Access[]; children: ReactNode };

/** What the person who has signed in may do: for what a screen offers. Every route decides for itself. */
export function PermissionsProvider({ accesses, children }: PermissionsProviderProps) {
  return <Permissions value={accesses}>{children}</Permissions>;
}

/** Whether the person may do it. */
export function useMay(access: Access): boolean {
  return useContext(Permissions).includes(access);
}

/** The same for many at once. */
export function useMayAny(): (access: Access) => boolean {
  const accesses = useContext(Permissions);
  return (access) => accesses.includes(access);
}

export type MayProps = { access: Access; children: ReactNode };

/** Shows what somebody can use who may; nothing to others. */
export function May({ access, children }: MayProps) {
  return useMay(access) ? children : null;
}
