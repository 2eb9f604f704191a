import { expect, it } from "vitest";
import { sourceId } from "./source-id";

it.each([
  ["Müller & Söhne: Shop", /^muller-sohne-shop-[a-z0-9]{6}$/],
  ["  DSP.EU*>east ", /^dsp-eu-east-[a-z0-9]{6}$/],
  ["広告", /^source-[a-z0-9]{6}$/],
  ["a".repeat(200), /^a{32}-[a-z0-9]{6}$/],
  [`${"x".repeat(31)} y`, /^x{31}-[a-z0-9]{6}$/],
])("makes a token of %j", (name, pattern) => expect(sourceId(name)).toMatch(pattern));

it("keeps sources of one name apart", () => {
  expect(new Set(Array.from({ length: 200 }, () => sourceId("shop"))).size).toBe(200);
});
