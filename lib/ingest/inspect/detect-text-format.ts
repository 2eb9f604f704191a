/** How the records of a text stand in it. */
export type TextFormat = "json" | "ndjson" | "csv";

const formatByEnding: Readonly<Record<string, TextFormat>> = {
  json: "json",
  geojson: "json",
  ndjson: "ndjson",
  jsonl: "ndjson",
  jsonlines: "ndjson",
  csv: "csv",
  tsv: "csv",
  tab: "csv",
  psv: "csv",
};

/** How many lines are looked at. */
const maxLines = 20;

/**
 * Tells JSON, NDJSON and CSV apart: by the file's ending, where the text does not say otherwise, else by
 * how the text begins.
 * @param text without a byte order mark
 * @param isCut whether more follows, so that its last line may be half a line
 */
export function detectTextFormat(text: string, fileName: string | null, isCut: boolean): TextFormat {
  const named = formatByEnding[/\.([a-z]+)$/i.exec(fileName ?? "")?.[1]?.toLowerCase() ?? ""];
  if (named === "ndjson") return "ndjson";
  if (named === "json") return hasValueALine(text, isCut) ? "ndjson" : "json";
  if (!/^\s*[[{]/.test(text)) return named ?? "csv";
  if (hasValueALine(text, isCut)) return "ndjson";
  // a header line can begin with a bracket, but not go on as a JSON value does
  return named === "csv" && !looksLikeJson(text) ? "csv" : "json";
}

/** Whether two lines or more each are an object, as in NDJSON. */
function hasValueALine(text: string, isCut: boolean): boolean {
  const lines = text.split(/\r?\n/, maxLines + 1);
  const whole = lines.length > maxLines || isCut ? lines.slice(0, -1) : lines;
  const filled = whole.filter((line) => line.trim() !== "");
  return filled.length > 1 && filled.every(isObject);
}

function isObject(line: string): boolean {
  if (!line.trimStart().startsWith("{")) return false;
  try {
    JSON.parse(line);
    return true;
  } catch {
    return false;
  }
}

function looksLikeJson(text: string): boolean {
  return /^\s*(?:\[\s*)*\{\s*(?:"|\})|^\s*\[\s*(?:["\d\]tfn-])/.test(text);
}
