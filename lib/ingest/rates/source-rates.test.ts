import { expect, it } from "vitest";
import { SourceRates } from "./source-rates";

const defaults = { eventsPerSecond: 100, bytesPerSecond: 1_000 };

function ratesAt(options: { maxSources?: number } = {}) {
  const clock = { nowMs: 0 };
  return { clock, rates: new SourceRates({ defaults, nowMs: () => clock.nowMs, ...options }) };
}
const refusal = (retryAfterSeconds: number) =>
  expect.objectContaining({ name: "AppError", code: "rate_limited", retryAfterSeconds });

it("lets a second of burst in, and refuses while more than that is owed", () => {
  const { clock, rates } = ratesAt();
  const meter = rates.meter("s1", undefined);
  meter.count(100, 1_000);
  meter.admit();
  meter.count(250, 0);
  expect(() => meter.admit()).toThrow(refusal(3));
  clock.nowMs = 2_400;
  expect(() => rates.meter("s1", undefined).admit()).toThrow(refusal(1));
  rates.meter("s2", undefined).admit();
  clock.nowMs = 2_500;
  meter.admit();
});

it("holds bytes as well as events", () => {
  const { rates } = ratesAt();
  rates.meter("s1", undefined).count(1, 5_500);
  expect(() => rates.meter("s1", undefined).admit()).toThrow(refusal(5));
});

it("gives a source one part in 20 of the time for what is slow for no honest reason", () => {
  const { clock, rates } = ratesAt();
  const meter = rates.meter("s1", undefined);
  meter.charge(50);
  meter.admit();
  meter.charge(450);
  expect(() => meter.admit()).toThrow(refusal(9));
  clock.nowMs = 9_000;
  meter.admit();
});

it("takes a source's own limits before the default", () => {
  const { rates } = ratesAt();
  const meter = rates.meter("s1", { eventsPerSecond: 10, bytesPerSecond: null });
  meter.count(30, 900);
  expect(() => meter.admit()).toThrow(refusal(2));
  expect(() => meter.admit()).toThrow(/10 events and 1000 bytes/);
});

it("remembers a bounded number of sources, the last ones that sent", () => {
  const { rates } = ratesAt({ maxSources: 3 });
  const owing = ["a", "b", "c", "d"];
  for (const source of owing) rates.meter(source, undefined).count(500, 0);
  rates.meter("b", undefined).count(0, 0);
  rates.meter("e", undefined).count(1, 0);
  expect(rates.size).toBe(3);
  for (const source of ["a", "c"]) rates.meter(source, undefined).admit();
  for (const source of ["b", "d"]) expect(() => rates.meter(source, undefined).admit()).toThrow(refusal(4));
});

it("pauses until nothing is owed", async () => {
  const rates = new SourceRates({ defaults, nowMs: () => performance.now() });
  const meter = rates.meter("s1", undefined);
  meter.count(105, 0);
  expect(() => meter.admit()).toThrow(refusal(1));
  await meter.pause(new AbortController().signal);
  meter.admit();
});

it("ends a pause when the client has gone", async () => {
  const { rates } = ratesAt();
  const meter = rates.meter("s1", undefined);
  meter.count(1_000_000, 0);
  const abort = new AbortController();
  const paused = meter.pause(abort.signal);
  abort.abort();
  await paused;
  expect(() => meter.admit()).toThrow(refusal(9_999));
});
