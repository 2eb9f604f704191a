import { plainName } from "@/lib/contracts/fields";
import type { SampleFields } from "@/lib/contracts/sample-fields";

const maxOptions = 50;

/**
 * The sample's fields that fit what is typed, at most 50: those that begin with it first, then those
 * that hold it, in the order of the sample; case, `_`, `-` and spaces do not count. All while nothing is typed.
 */
export function pathOptions(sample: SampleFields, typed: string): SampleFields {
  const wanted = plainName(typed.trim());
  const begins = sample.filter(({ path }) => plainName(path).startsWith(wanted));
  const holds = sample.filter(
    ({ path }) => plainName(path).includes(wanted) && !begins.some((one) => one.path === path),
  );
  return [...begins, ...holds].slice(0, maxOptions);
}
