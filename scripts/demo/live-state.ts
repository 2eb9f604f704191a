import { join } from "node:path";
import { z } from "zod";
import type { SimulationState } from "@/prisma/seed/simulation";
import { readJson, writeJson } from "./manifest";

/** Our own file: checked for its outline, not for each event. */
const stateSchema = z.object({
  atMs: z.number(),
  waiting: z.array(
    z.custom<SimulationState["waiting"][number]>((value) => typeof value === "object" && value !== null),
  ),
  visits: z.array(z.custom<SimulationState["visits"][number]>((value) => typeof value === "object" && value !== null)),
});

/** Gives what lay ahead when the demo stopped; nothing when it never ran. */
export async function readLiveState(folder: string): Promise<SimulationState | null> {
  return readJson(join(folder, "live.json"), stateSchema);
}

export async function writeLiveState(folder: string, state: SimulationState): Promise<void> {
  await writeJson(join(folder, "live.json"), state);
}
