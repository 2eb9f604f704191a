import type { Attributed } from "@/lib/contracts/attribution";
import type { AttributionModel } from "@/lib/contracts/catalog";

/** What credits add up to, exactly: millionths of conversions, and micros. */
export interface CreditSums {
  clickMicros: bigint;
  viewMicros: bigint;
  revenueMicros: bigint;
  costMicros: bigint;
}

const million = 1_000_000;

/** Adds credits up by group and model. */
export class CreditTally {
  readonly #groups = new Map<string, Map<AttributionModel, CreditSums>>();
  /** Conversions without any touch. */
  unattributed = 0;

  add(group: string, model: AttributionModel, part: CreditSums): void {
    const models = this.#groups.get(group) ?? new Map<AttributionModel, CreditSums>();
    this.#groups.set(group, models);
    models.set(model, addUp(models.get(model) ?? nothing, part));
  }

  /** The groups that some model credits anything to. */
  get groups(): string[] {
    const isCredited = (sums: CreditSums) => Object.values(sums).some((micros) => micros !== 0n);
    return [...this.#groups].filter(([, models]) => [...models.values()].some(isCredited)).map(([group]) => group);
  }

  of(group: string, model: AttributionModel): Attributed {
    return toAttributed(this.#groups.get(group)?.get(model) ?? nothing);
  }

  total(model: AttributionModel): Attributed {
    let total = nothing;
    for (const models of this.#groups.values()) total = addUp(total, models.get(model) ?? nothing);
    return toAttributed(total);
  }
}

const nothing: CreditSums = { clickMicros: 0n, viewMicros: 0n, revenueMicros: 0n, costMicros: 0n };

function addUp(a: CreditSums, b: CreditSums): CreditSums {
  return {
    clickMicros: a.clickMicros + b.clickMicros,
    viewMicros: a.viewMicros + b.viewMicros,
    revenueMicros: a.revenueMicros + b.revenueMicros,
    costMicros: a.costMicros + b.costMicros,
  };
}

function toAttributed({ clickMicros, viewMicros, revenueMicros, costMicros }: CreditSums): Attributed {
  return {
    conversions: Number(clickMicros + viewMicros) / million,
    postClickConversions: Number(clickMicros) / million,
    postViewConversions: Number(viewMicros) / million,
    revenueMicros: Number(revenueMicros),
    costMicros: Number(costMicros),
  };
}
