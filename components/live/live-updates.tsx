"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { followChanges } from "./follow-changes";

/** Follows what changes while a screen is in sight, so that its figures move without a reload; shows nothing itself. */
export function LiveUpdates() {
  const client = useQueryClient();
  useEffect(() => followChanges(client), [client]);
  return null;
}
