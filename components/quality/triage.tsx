"use client";

import { createContext, type RefObject, useContext } from "react";
import type { QualityIssue } from "@/lib/contracts/quality";
import type { IssueFilters } from "./issue-filters";
import type { Selection, SelectionAction } from "./issue-selection";

/** Who looks at the screen. */
export interface Viewer {
  email: string;
  /** A viewer sees, and cannot act. */
  canAct: boolean;
}

/** What is asked of the person before something is done. */
export type Question = { type: "ignore" | "assign"; ids: readonly string[] } | { type: "keys" };

export interface Triage {
  viewer: Viewer;
  filters: IssueFilters;
  /** The filters as they stand in the address. */
  search: string;
  /** The issue that is open beside the list. */
  issueId: string | null;
  issues: readonly QualityIssue[];
  selection: Selection;
  act: (action: SelectionAction) => void;
  resolve: (ids: readonly string[]) => void;
  reopen: (ids: readonly string[]) => void;
  /** Of those a change is under way. */
  pendingIds: readonly string[];
  ask: (question: Question | null) => void;
  /** What j and k do within an issue; its records set it. */
  moveRecord: RefObject<((by: 1 | -1) => void) | null>;
}

export const TriageContext = createContext<Triage | null>(null);

/** The state of the screen around: the list, what is selected, and what can be done with it. */
export function useTriage(): Triage {
  const triage = useContext(TriageContext);
  if (!triage) throw new Error("This stands outside of the triage screen.");
  return triage;
}
