import { expect, it } from "vitest";
import { whyUnfit } from "./check-server";

const fit = { server: 150_000, timescale: "2.17.0", licence: "timescale" };

it.each([
  [fit],
  [{ ...fit, server: 180_001, timescale: "2.23.0-dev" }],
  [{ ...fit, timescale: "3.0.0" }],
  [{ ...fit, licence: null }],
])("accepts %j", (facts) => {
  expect(whyUnfit(facts)).toBeUndefined();
});

it.each([
  [{ ...fit, server: 140_012 }, "PostgreSQL 14; use 15"],
  [{ ...fit, timescale: null }, "has no TimescaleDB; install"],
  [{ ...fit, timescale: "2.16.1" }, "TimescaleDB 2.16.1; use 2.17"],
  [{ ...fit, timescale: "1.7.5" }, "TimescaleDB 1.7.5; use 2.17"],
  [{ ...fit, licence: "apache" }, "'apache'; set timescaledb.license = 'timescale'"],
])("refuses %j", (facts, sentence) => {
  expect(whyUnfit(facts)).toContain(sentence);
});
