import { type ColumnKey, columnKeys, defaultColumns, type FigureKey, figureKeys } from "./list-columns";

export const campaignStatuses = ["live", "silent", "scheduled", "ended"] as const;
export type CampaignStatus = (typeof campaignStatuses)[number];
export const pricings = ["cpm", "cpc", "cpa"] as const;
export type Pricing = (typeof pricings)[number];

/** A condition on a figure, with the number as a person types it. */
export interface FigureFilter {
  column: FigureKey;
  is: "over" | "under";
  typed: number;
}

/** A column, a name, or nothing: then the most impressions stand first. */
export interface ListSort {
  column: "name" | Exclude<ColumnKey, "flight"> | "flight";
  direction: "asc" | "desc";
}

/** Everything that a person has chosen about the list, apart from the report's own filters. */
export interface ListState {
  search: string;
  statuses: readonly CampaignStatus[];
  advertiserId: string | null;
  pricings: readonly Pricing[];
  /** Only campaigns that spend over or under an even spread by more than 20 %. */
  isPacingOff: boolean;
  figures: readonly FigureFilter[];
  sort: ListSort;
  columns: readonly ColumnKey[];
  isCompact: boolean;
}

export const defaultSort: ListSort = { column: "impressions", direction: "desc" };
/** More conditions than these nobody means. */
const mostFilters = 8;

/** Reads the state of the list from the query of its address; what is not understood counts as not chosen. */
export function readListState(get: (name: string) => string | null): ListState {
  const columns = known(get("columns"), columnKeys);
  const column = [...columnKeys, "name" as const].find((key) => key === get("sort")) ?? defaultSort.column;
  return {
    search: get("q") ?? "",
    statuses: known(get("status"), campaignStatuses),
    advertiserId: get("advertiser"),
    pricings: known(get("pricing"), pricings),
    isPacingOff: get("pacing") === "off",
    figures: (get("where") ?? "").split(",").flatMap(readFilter).slice(0, mostFilters),
    sort: { column, direction: get("order") === "asc" ? "asc" : "desc" },
    columns: columns.length > 0 ? columns : defaultColumns,
    isCompact: get("density") === "compact",
  };
}

/** Changes of the list as changes of its address; null takes a name away, so that defaults leave no trace. */
export function writeListState(state: Partial<ListState>): Record<string, string | null> {
  const changes: Record<string, string | null> = {};
  if (state.search !== undefined) changes.q = state.search || null;
  if (state.statuses) changes.status = state.statuses.join(",") || null;
  if (state.advertiserId !== undefined) changes.advertiser = state.advertiserId;
  if (state.pricings) changes.pricing = state.pricings.join(",") || null;
  if (state.isPacingOff !== undefined) changes.pacing = state.isPacingOff ? "off" : null;
  if (state.figures) changes.where = state.figures.map(writeFilter).join(",") || null;
  if (state.columns) changes.columns = isDefault(state.columns) ? null : state.columns.join(",");
  if (state.isCompact !== undefined) changes.density = state.isCompact ? "compact" : null;
  if (state.sort) {
    const { column, direction } = state.sort;
    const isFirst = column === defaultSort.column && direction === defaultSort.direction;
    changes.sort = isFirst ? null : column;
    changes.order = isFirst || direction === "desc" ? null : "asc";
  }
  return changes;
}

/** Nothing is filtered. */
export const noFilters = {
  search: "",
  statuses: [],
  advertiserId: null,
  pricings: [],
  isPacingOff: false,
  figures: [],
} satisfies Partial<ListState>;

/** Whether some campaigns may be left out. */
export function isFiltered(state: ListState): boolean {
  const { search, statuses, advertiserId, isPacingOff, figures } = state;
  return (
    search !== "" ||
    isPacingOff ||
    advertiserId !== null ||
    [statuses, state.pricings, figures].some((all) => all.length > 0)
  );
}

/** What a click on a column's heading asks for: the direction that it starts with, the other one, then the first order again. */
export function nextSort(sort: ListSort, column: ListSort["column"]): ListSort {
  const initial = column === "name" ? "asc" : "desc";
  if (sort.column !== column) return { column, direction: initial };
  if (sort.direction === initial) return { column, direction: initial === "asc" ? "desc" : "asc" };
  return column === defaultSort.column ? { column, direction: initial } : defaultSort;
}

function isDefault(columns: readonly ColumnKey[]): boolean {
  return columns.join() === defaultColumns.join();
}

function known<T extends string>(text: string | null, all: readonly T[]): T[] {
  const asked = new Set((text ?? "").split(","));
  return [...asked].flatMap((each) => all.filter((one) => one === each));
}

/** `cpaMicros.over.10` */
function readFilter(text: string): FigureFilter[] {
  const [name, is, ...number] = text.split(".");
  const column = figureKeys.find((key) => key === name);
  const typed = Number(number.join("."));
  if (!column || (is !== "over" && is !== "under") || number.length === 0 || !Number.isFinite(typed)) return [];
  return [{ column, is, typed }];
}

function writeFilter({ column, is, typed }: FigureFilter): string {
  return `${column}.${is}.${typed}`;
}
