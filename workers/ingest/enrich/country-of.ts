import { alpha2ToAlpha3, alpha3ToAlpha2 } from "i18n-iso-countries/index.js";
import { boundedMemo } from "../bounded-memo";
import type { Address } from "../filter/address/read-address";

/** Gives the two-letter code (ISO 3166-1) of the country of an address, or null where it is not known. */
export type CountryOf = (address: Address) => string | null;

export const unknownCountry = "unknown";

/** In use by many, though reserved in ISO 3166-1 and by the European Commission. */
const alsoUsed: Record<string, string> = { UK: "GB", EL: "GR" };

/** Turns what a sender calls a country into its two-letter code; `unknown` for everything but codes. */
export const countryCodeOf = boundedMemo((sent: string): string => {
  const code = sent.trim().toUpperCase();
  if (code.length === 3) return alpha3ToAlpha2(code) ?? unknownCountry;
  if (code.length !== 2) return unknownCountry;
  return alpha2ToAlpha3(code) === undefined ? (alsoUsed[code] ?? unknownCountry) : code;
}, 2000);
