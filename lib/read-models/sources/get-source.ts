import type { Source } from "@/lib/contracts/source";
import { AppError } from "@/lib/errors";
import type { EverySourceScope } from "@/lib/scope";
import { listSources } from "./list-sources";

/**
 * Gives one source as it is shown.
 * @throws AppError `not_found`
 */
export async function getSource(scope: EverySourceScope, id: string): Promise<Source> {
  const [source] = await listSources(scope, id);
  if (source) return source;
  throw new AppError("not_found", `There is no source \`${id}\`.`);
}
