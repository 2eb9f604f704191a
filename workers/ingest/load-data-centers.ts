import { createReadStream } from "node:fs";
import { createRequire } from "node:module";
import { type AddressRange, AddressSet } from "./filter/address/address-set";
import { hostingCompanies } from "./filter/hosting-companies";

const packagePath = createRequire(import.meta.url);
const lineFeed = 0x0a;
const comma = 0x2c;
const digitZero = 0x30;

/**
 * Reads the networks of hosting companies out of the lists of the package `@ip-location-db/asn` (RouteViews and
 * DB-IP, CC BY 4.0; see docs/invalid-traffic.md). The 32 MB are streamed, and only the ranges of the companies that
 * `hostingCompanies` lists are kept.
 * @throws Error when the package's files cannot be read
 */
export async function loadDataCenters(): Promise<AddressSet> {
  const wanted = new Set(hostingCompanies.flatMap(({ numbers }) => numbers));
  const [v4, v6] = await Promise.all([
    readRanges(packagePath.resolve("@ip-location-db/asn/asn-ipv4-num.csv"), 4, wanted),
    readRanges(packagePath.resolve("@ip-location-db/asn/asn-ipv6-num.csv"), 6, wanted),
  ]);
  return new AddressSet([...v4, ...v6]);
}

async function readRanges(path: string, family: 4 | 6, wanted: ReadonlySet<number>): Promise<AddressRange[]> {
  const ranges: AddressRange[] = [];
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of createReadStream(path, { highWaterMark: 1024 * 1024 })) {
    const bytes = rest.length === 0 ? (chunk as Buffer) : Buffer.concat([rest, chunk as Buffer]);
    let start = 0;
    for (let end = bytes.indexOf(lineFeed); end >= 0; end = bytes.indexOf(lineFeed, start)) {
      const range = rangeOf(bytes, start, end, family, wanted);
      if (range) ranges.push(range);
      start = end + 1;
    }
    rest = bytes.subarray(start);
  }
  const last = rangeOf(rest, 0, rest.length, family, wanted);
  return last ? [...ranges, last] : ranges;
}

/** Reads `first,last,number,"name"`; most lines are of others, so the number is looked at before anything is made. */
function rangeOf(
  bytes: Buffer,
  start: number,
  end: number,
  family: 4 | 6,
  wanted: ReadonlySet<number>,
): AddressRange | undefined {
  const second = bytes.indexOf(comma, start) + 1;
  const third = bytes.indexOf(comma, second) + 1;
  if (second === 0 || third === 0 || third > end) return undefined;
  let number = 0;
  for (let at = third; at < end && bytes[at] !== comma; at += 1) number = number * 10 + (bytes[at] ?? 0) - digitZero;
  if (!wanted.has(number)) return undefined;
  const value = (from: number, to: number) => BigInt(bytes.toString("latin1", from, to));
  return { family, first: value(start, second - 1), last: value(second, third - 1) };
}
