import { markOf, type TrafficRuleName } from "@/lib/contracts/traffic";
import type { TrafficSetting, TrafficSettings } from "@/lib/contracts/traffic-settings";
import type { ValidRecord } from "../validate/validate-events";
import type { Judge, RecordRule, TrafficLists } from "./record-rule";
import { dataCenterAddress } from "./rules/data-center-address";
import { hiddenPlacement } from "./rules/hidden-placement";
import { knownCrawler } from "./rules/known-crawler";
import { nonBrowserAgent } from "./rules/non-browser-agent";
import { nonRoutableAddress } from "./rules/non-routable-address";

/** A valid record, marked by the rules that look at one record. */
export type FilteredRecord = ValidRecord & {
  /** Of every rule that marks it, on or off: `rule@version`. */
  marks: readonly string[];
  /** The first of those rules that is on at the event's time; null for valid traffic. */
  filterReason: TrafficRuleName | null;
};

export type FilterEvents = (records: readonly ValidRecord[], settings: TrafficSettings) => FilteredRecord[];

const rules = [knownCrawler, nonBrowserAgent, nonRoutableAddress, dataCenterAddress, hiddenPlacement] as RecordRule[];
const noMarks: readonly string[] = [];

/**
 * Makes the stage that marks invalid traffic, and removes nothing. Every rule judges every record, also one
 * that is switched off, so that it can be switched on later: agents and addresses are thrown away after this.
 */
export function createFilter(lists: TrafficLists): FilterEvents {
  const judgeOf = compiler(lists);
  return (records, settings) =>
    records.map((record) => {
      const at = record.event.occurredAt;
      let marks = noMarks;
      for (const rule of rules) {
        const setting = settings.at(rule.name, at);
        if (judgeOf(rule, setting.params)(record)) marks = [...marks, markOf(rule.name, setting.version)];
      }
      return { marks, filterReason: settings.reasonOf(marks, at), ...record };
    });
}

/** Compiles each rule once for a set of parameters, as long as the settings hold on to those. */
function compiler(lists: TrafficLists): (rule: RecordRule, params: TrafficSetting["params"]) => Judge {
  const judges = new Map(rules.map((rule) => [rule, new WeakMap<object, Judge>()]));
  return (rule, params) => {
    const known = judges.get(rule);
    const judge = known?.get(params) ?? rule.compile(params, lists);
    known?.set(params, judge);
    return judge;
  };
}
