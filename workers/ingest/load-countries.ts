import { createRequire } from "node:module";
import { type CountryResponse, open } from "maxmind";
import type { CountryOf } from "./enrich/country-of";
import type { Address } from "./filter/address/read-address";

const packagePath = createRequire(import.meta.url);

/**
 * Opens the local database of countries by address (package `@ip-location-db/geo-whois-asn-country-mmdb`, CC0): 8 MB
 * that are held in memory, since a look-up must not wait.
 * @returns the two-letter code of the country that an address is registered in, or null
 * @throws Error when the package's file cannot be read
 */
export async function loadCountries(): Promise<CountryOf> {
  // its rows are `{ country_code }`, flatter than MaxMind's own
  const reader = await open<CountryResponse & { country_code?: string }>(
    packagePath.resolve("@ip-location-db/geo-whois-asn-country-mmdb/geo-whois-asn-country.mmdb"),
  );
  return (address: Address) => (address.isExample ? null : (reader.get(address.text)?.country_code ?? null));
}
