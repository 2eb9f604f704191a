import { expect, it } from "vitest";
import { Rate } from "./rate";

function measured() {
  const clock = { ms: 0 };
  return { clock, rate: new Rate(() => clock.ms) };
}

it("tells nothing before there is something to tell", () => {
  const { clock, rate } = measured();
  expect(rate.perSecond).toBeUndefined();
  rate.at(0);
  clock.ms = 100;
  rate.at(1000);
  expect(rate.perSecond).toBeUndefined();
  expect(rate.leftMs(5000)).toBeUndefined();
});

it("follows the last ten seconds", () => {
  const { clock, rate } = measured();
  let position = 0;
  for (clock.ms = 0; clock.ms <= 60_000; clock.ms += 50) {
    rate.at(position);
    position += clock.ms < 40_000 ? 50 : 500;
  }
  clock.ms = 60_000;
  expect(rate.perSecond).toBeGreaterThan(9_500);
  expect(rate.perSecond).toBeLessThan(10_500);
  expect(rate.leftMs(position + 20_000)).toBeGreaterThan(1_900);
});

it("falls while nothing moves", () => {
  const { clock, rate } = measured();
  rate.at(0);
  clock.ms = 1000;
  rate.at(1000);
  clock.ms = 10_000;
  expect(rate.perSecond).toBe(100);
});

it("begins anew when a part is sent again", () => {
  const { clock, rate } = measured();
  rate.at(0);
  clock.ms = 1000;
  rate.at(9_000);
  rate.at(2_000);
  clock.ms = 2000;
  rate.at(3_000);
  expect(rate.perSecond).toBe(1000);
});
