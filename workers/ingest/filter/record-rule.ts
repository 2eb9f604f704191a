import type { ValidEvent } from "@/lib/contracts/events";
import type { TrafficParams, TrafficRuleName } from "@/lib/contracts/traffic";
import type { Address } from "./address/read-address";

/** Lists that rules look addresses up in; loaded outside of the stage. */
export interface TrafficLists {
  /** The networks of hosting companies. */
  dataCenters: { has(address: Address): boolean };
}

export type Judge = (record: ValidEvent) => boolean;

/** A rule that looks at one record as it comes. */
export interface RecordRule<Name extends TrafficRuleName = TrafficRuleName> {
  name: Name;
  /** Makes the judge of one set of parameters; it is used for all records that these count for. */
  compile(params: TrafficParams[Name], lists: TrafficLists): Judge;
}
