import { type CsvValue, csvLine } from "@/lib/contracts/csv-cell";
import { type ColumnKey, columnLabel, figureColumn } from "./list-columns";
import { changeOf, type ListRow } from "./list-rows";

/** Spreadsheets take a file for UTF-8 only with this in front. */
const byteOrderMark = "\uFEFF";

/**
 * What the list shows as CSV, line by line in its order: names and ids, state, then the chosen columns, each figure
 * with its change against the period before. Money stands in units of the campaign's currency, shares as fractions.
 */
export function listCsv(rows: readonly ListRow[], columns: readonly ColumnKey[]): string {
  const head = [
    "campaign_id",
    "campaign",
    "advertiser_id",
    "advertiser",
    "status",
    "currency",
    ...columns.flatMap(headOf),
  ];
  const lines = rows.map((row) => {
    const { campaign, status } = row;
    const own = [campaign.campaignId, campaign.name, campaign.advertiserId, campaign.advertiserName];
    return csvLine([...own, status, campaign.currency, ...columns.flatMap((column) => cellsOf(row, column))]);
  });
  return byteOrderMark + csvLine(head) + lines.join("");
}

function headOf(column: ColumnKey): string[] {
  if (column === "flight") return ["starts_on", "ends_on"];
  if (column === "pacing") return ["pacing", "pace", "spent_of_budget"];
  const name = columnLabel(column).toLowerCase().replaceAll(" ", "_");
  return [name, `${name}_change`];
}

function cellsOf(row: ListRow, column: ColumnKey): CsvValue[] {
  const { campaign, pacing } = row;
  if (column === "flight") return [campaign.startsOn, campaign.endsOn];
  if (column === "pacing") {
    const { budgetMicros } = campaign;
    return [pacing?.state, pacing?.pace, pacing && budgetMicros ? pacing.spentMicros / budgetMicros : null];
  }
  const figure = campaign[column];
  const isMoney = figureColumn(column).unit === "money";
  return [figure !== null && isMoney ? figure / 1_000_000 : figure, changeOf(row, column)];
}
