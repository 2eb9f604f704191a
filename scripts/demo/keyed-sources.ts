import type { Channel } from "@/prisma/seed/events";
import { say } from "./progress";
import { type Persistence, Refusal } from "./request";
import type { DemoSettings } from "./settings";
import { createSources, type DemoSources, readSources } from "./sources";

/** The demo's sources, whose keys heal themselves: a server that was emptied does not know the old ones. */
export interface KeyedSources {
  /** Calls with the key of a sender; when the key is refused, makes the sources again and calls once more. */
  withKey<T>(channel: Channel, call: (key: string) => Promise<T>): Promise<T>;
  /** True when the sources were made just now. */
  fresh: boolean;
}

export async function openSources(settings: DemoSettings, persistence: Persistence): Promise<KeyedSources> {
  const kept = await readSources(settings.folder);
  let sources = kept ?? (await createSources(settings, persistence));
  let renewal: Promise<DemoSources> | null = null;
  return {
    fresh: kept === null,
    withKey: async (channel, call) => {
      const { ingestKey } = sources[channel];
      try {
        return await call(ingestKey);
      } catch (error) {
        if (!(error instanceof Refusal && error.status === 401)) throw error;
        if (sources[channel].ingestKey === ingestKey) {
          say("the server does not know the demo's sources any more; they are made again");
          renewal ??= createSources(settings, persistence);
          sources = await renewal;
          renewal = null;
        }
        return call(sources[channel].ingestKey);
      }
    },
  };
}
