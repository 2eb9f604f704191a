import type { CountryOf } from "./enrich/country-of";
import { createFilter, type FilterEvents } from "./filter/filter-events";
import { loadCountries } from "./load-countries";
import { loadDataCenters } from "./load-data-centers";

/** What stages look addresses up in, from files that come with the release. */
export interface AddressLists {
  filter: FilterEvents;
  countryOf: CountryOf;
}

let loading: Promise<AddressLists> | undefined;

/**
 * Loads the lists once for this process, however many roles ask for them: some 12 MB of memory, half a second.
 * @throws Error when a file cannot be read; the next call tries again
 */
export function loadLists(): Promise<AddressLists> {
  loading ??= Promise.all([loadDataCenters(), loadCountries()]).then(
    ([dataCenters, countryOf]) => ({ filter: createFilter({ dataCenters }), countryOf }),
    (error) => {
      loading = undefined;
      throw error;
    },
  );
  return loading;
}
