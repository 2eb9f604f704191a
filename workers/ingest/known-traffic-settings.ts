import type { Clock } from "@/lib/clock";
import { TrafficSettings } from "@/lib/contracts/traffic-settings";
import type { Database } from "@/lib/storage/prisma";
import { listTrafficSteps } from "@/lib/storage/traffic/list-traffic-steps";

/** A change of a rule counts for chunks that are taken up this long after it. */
const ttlMs = 3000;

/**
 * What the rules of invalid traffic are set to, read again every few seconds. The object stays the same as long as
 * nothing was changed: the rules keep what they compiled of it, and what they remember of agents.
 */
export class KnownTrafficSettings {
  #known: { settings: TrafficSettings; text: string } | undefined;
  #until = 0;

  constructor(
    readonly db: Database,
    readonly clock: Clock,
  ) {}

  async current(): Promise<TrafficSettings> {
    const now = this.clock.now().getTime();
    if (this.#known && now < this.#until) return this.#known.settings;
    const settings = await this.read(this.db);
    this.#until = now + ttlMs;
    return settings;
  }

  /** Gives what they are set to at this moment, as a transaction sees it. */
  async read(db: Pick<Database, "$queryRaw">): Promise<TrafficSettings> {
    const steps = await listTrafficSteps(db);
    const text = JSON.stringify(steps);
    if (this.#known?.text !== text) this.#known = { settings: new TrafficSettings(steps), text };
    return this.#known.settings;
  }
}
