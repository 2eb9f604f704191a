import picomatch from "picomatch";
import type { IngestKind } from "@/lib/contracts/kinds";
import { UsageError } from "../cli-error";
import { readKind } from "../commands/send-options";

/** Gives the kind of a file by its path in the folder, with forward slashes; undefined for one that none is told of. */
export type KindOf = (path: string) => IngestKind | undefined;

/**
 * Reads `pattern=kind` entries; the first that fits counts, `--kind` is for the rest. A pattern without a slash is
 * matched against the name alone, in any subfolder.
 * @throws UsageError
 */
export function readKindMap(maps: readonly string[], kind: string | undefined): KindOf {
  const rest = kind === undefined ? undefined : readKind(kind);
  const entries = maps.map((entry) => {
    const at = entry.lastIndexOf("=");
    const pattern = entry.slice(0, at);
    if (at < 1)
      throw new UsageError(`--map is '${entry}': write a pattern, = and a kind, such as 'clicks*.csv=clicks'.`);
    const fits = picomatch(pattern, { basename: !pattern.includes("/"), nocase: true });
    return { fits, kind: readKind(entry.slice(at + 1), "The kind of --map") };
  });
  if (rest === undefined && entries.length === 0) throw new UsageError("Say what the files hold: --kind, or --map.");
  return (path) => entries.find(({ fits }) => fits(path))?.kind ?? rest;
}
