import { expect, it } from "vitest";
import { readAddress } from "./filter/address/read-address";
import { hostingCompanies } from "./filter/hosting-companies";
import { loadCountries } from "./load-countries";
import { loadDataCenters } from "./load-data-centers";
import { loadLists } from "./load-lists";

const at = (ip: string) => {
  const address = readAddress(ip);
  if (!address) throw new Error(`${ip} is no address`);
  return address;
};

it("knows the addresses of hosting companies from those of people, and of who stands in front of people", async () => {
  const dataCenters = await loadDataCenters();
  const hosting = ["52.95.110.1", "3.5.140.1", "5.9.1.1", "134.209.1.1", "51.15.1.1", "2a01:4f8::1", "2600:1f18::1"];
  // Cloudflare's WARP, Google, Akamai, Deutsche Telekom, Comcast, Vodafone, Virgin Media, and examples
  const others = ["104.28.1.1", "8.8.8.8", "23.32.0.1", "80.128.0.1", "73.1.1.1", "2a02:8109::1", "82.0.0.1"];
  const examples = ["192.0.2.1", "198.51.100.1", "203.0.113.1", "2001:db8::1", "10.0.0.1"];
  expect(hosting.filter((ip) => !dataCenters.has(at(ip)))).toEqual([]);
  expect([...others, ...examples].filter((ip) => dataCenters.has(at(ip)))).toEqual([]);
  expect(dataCenters.size).toBeGreaterThan(10_000);
});

it("lists every hosting company's number once", () => {
  const numbers = hostingCompanies.flatMap((company) => company.numbers);
  expect(new Set(numbers).size).toBe(numbers.length);
  for (const front of [13335, 15169, 20940, 16625, 54113, 9009]) expect(numbers).not.toContain(front);
});

it("knows the country of an address, and none of an example's", async () => {
  const countryOf = await loadCountries();
  expect(countryOf(at("84.12.3.4"))).toBe("GB");
  expect(countryOf(at("2a01:4f8::1"))).toBe("DE");
  expect(countryOf(at("::ffff:84.12.3.4"))).toBe("GB");
  for (const ip of ["192.0.2.1", "198.51.100.1", "203.0.113.1", "10.0.0.1", "2001:db8::1", "::", "255.255.255.255"])
    expect(countryOf(at(ip))).toBeNull();
});

it("is loaded once for all who ask", async () => {
  expect(await loadLists()).toBe(await loadLists());
});
