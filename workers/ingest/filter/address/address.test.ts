import { describe, expect, it } from "vitest";
import { AddressSet, readNetwork } from "./address-set";
import { readAddress } from "./read-address";

const setOf = (...networks: string[]) =>
  new AddressSet(networks.map(readNetwork).filter((network) => network !== null));
const has = (set: AddressSet, ip: string) => {
  const address = readAddress(ip);
  return address !== null && set.has(address);
};

describe("readAddress", () => {
  it.each([
    ["84.12.3.4", "84.12.3.4", true],
    [" 84.12.3.4 ", "84.12.3.4", true],
    ["84.12.3.4:51234", "84.12.3.4", true],
    ["::ffff:84.12.3.4", "84.12.3.4", true],
    ["2A02:8109:0:0::5", "2a02:8109::5", true],
    ["[2a02:8109::5]:443", "2a02:8109::5", true],
    ["2002:540c:304::1", "2002:540c:304::1", true],
    ["192.0.2.1", "192.0.2.1", true],
    ["198.51.100.1", "198.51.100.1", true],
    ["203.0.113.255", "203.0.113.255", true],
    ["2001:db8:ffff::1", "2001:db8:ffff::1", true],
    ["10.0.0.1", "10.0.0.1", false],
    ["172.31.255.255", "172.31.255.255", false],
    ["172.32.0.0", "172.32.0.0", true],
    ["192.168.1.1", "192.168.1.1", false],
    ["100.64.0.1", "100.64.0.1", false],
    ["127.0.0.1", "127.0.0.1", false],
    ["169.254.1.1", "169.254.1.1", false],
    ["0.0.0.0", "0.0.0.0", false],
    ["224.0.0.1", "224.0.0.1", false],
    ["240.0.0.1", "240.0.0.1", false],
    ["255.255.255.255", "255.255.255.255", false],
    ["198.18.0.1", "198.18.0.1", false],
    ["::1", "::1", false],
    ["::", "::", false],
    ["fe80::1%eth0", "fe80::1", false],
    ["fd00::1", "fd00::1", false],
    ["ff02::1", "ff02::1", false],
    ["fec0::1", "fec0::1", false],
    ["1234::1", "1234::1", false],
    ["::ffff:10.0.0.1", "10.0.0.1", false],
  ])("reads %s", (sent, spelled, isPublic) => {
    expect(readAddress(sent)).toMatchObject({ text: spelled, isPublic });
  });

  it.each([
    "",
    "-",
    "unknown",
    "1.2.3",
    "127.1",
    "1.2.3.4.5",
    "256.1.1.1",
    "01.2.3.4",
    "0x7f.0.0.1",
    "2130706433",
    "84.12.3.x",
    "1.2.3.4, 5.6.7.8",
    ":::",
    "[::1",
    "1::2::3",
    "12345::",
    "toString",
    "::ffff:999.1.1.1",
    "a".repeat(5000),
  ])("reads no address in %j", (sent) => {
    expect(readAddress(sent)).toBeNull();
  });
});

describe("AddressSet", () => {
  it("holds ranges of both families from the first to the last address", () => {
    const set = setOf("10.0.0.0/30", "10.0.0.4/31", "84.12.3.4", "2a02::/16", "2a03:0:0:1::/64", "2a05::7");
    expect(set.size).toBe(5);
    const inside = ["10.0.0.0", "10.0.0.5", "84.12.3.4", "2a02::", "2a02:ffff:ffff::1", "2a03:0:0:1:ffff::", "2a05::7"];
    const outside = ["9.255.255.255", "10.0.0.6", "84.12.3.5", "2a03::", "2a03:0:0:2::", "2a05::8", "::1"];
    expect(inside.filter((ip) => !has(set, ip))).toEqual([]);
    expect(outside.filter((ip) => has(set, ip))).toEqual([]);
  });

  it("finds what a plain loop finds, for networks that overlap and touch each other", () => {
    let seed = 7;
    const random = (below: number) => {
      seed = (seed * 48_271) % 2_147_483_647;
      return seed % below;
    };
    const networks = Array.from({ length: 200 }, () => `10.${random(4)}.${random(256)}.0/${16 + random(16)}`);
    const ranges = networks.map(readNetwork).filter((range) => range !== null);
    const set = new AddressSet(ranges);
    for (let index = 0; index < 2000; index += 1) {
      const ip = `10.${random(5)}.${random(256)}.${random(256)}`;
      const bits = readAddress(ip)?.value ?? 0n;
      expect([ip, has(set, ip)]).toEqual([ip, ranges.some(({ first, last }) => bits >= first && bits <= last)]);
    }
  });

  it("holds nothing when it is empty, and everything in the whole of the internet", () => {
    expect(has(setOf(), "1.2.3.4")).toBe(false);
    expect(has(setOf("0.0.0.0/0", "::/0"), "255.255.255.255")).toBe(true);
    expect(has(setOf("::/0"), "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff")).toBe(true);
  });

  it.each(["", "x", "1.2.3.4/33", "::/129", "1.2.3.4/-1", "1.2.3.4/"])("reads no network in %j", (text) => {
    expect(readNetwork(text)).toBeNull();
  });
});
