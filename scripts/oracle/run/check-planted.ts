import { makePlanted, type Plant } from "../world/make-planted";
import { Random } from "../world/random";
import { deliver } from "./deliver";
import type { Pipeline } from "./start-pipeline";

export interface PlantedResult {
  name: string;
  isOk: boolean;
  found: string;
}

/** Honest events that may be marked, of all of them. */
const tolerated = 0.001;

/** Sends frauds among honest people, and tells whether each is found by its rule and how many others are marked. */
export async function checkPlanted(pipeline: Pipeline, seed: number, now: number): Promise<PlantedResult[]> {
  const { sent, plants } = makePlanted(seed, now);
  const receivedAt = new Date(now).toISOString();
  await deliver(sent, pipeline.send, { random: new Random(seed), name: "planted", receivedAt });
  await pipeline.drained();
  const { rows } = await pipeline.db.query<{ id: string; marks: string[] | null; reason: string | null }>(`
    select event_id as id, marks, filter_reason as reason from impression
    union all select event_id, marks, filter_reason from click`);
  const results: PlantedResult[] = [];
  for (const plant of ["address_rate", "user_on_many_addresses", "click_without_impression"] satisfies Plant[]) {
    const own = rows.filter((row) => plants.get(row.id) === plant);
    const found = own.filter((row) => row.reason !== null && row.marks?.some((mark) => mark.startsWith(`${plant}@`)));
    const isOk = own.length > 0 && found.length === own.length;
    results.push({ name: `planted for ${plant}`, isOk, found: `${found.length} of ${own.length} marked by it` });
  }
  const honest = rows.filter((row) => !plants.has(row.id));
  const marked = honest.filter((row) => row.marks !== null && row.marks.length > 0);
  const found = `${marked.length} of ${honest.length} marked`;
  results.push({ name: "honest events", isOk: honest.length > 0 && marked.length <= honest.length * tolerated, found });
  return results;
}
