import { expect, it } from "vitest";
import { adviceFor, placeOf } from "./problem-advice";

const problem = (code: string, details?: Record<string, unknown>) => ({ code, message: "m", status: 400, details });

it("tells where a body was refused, and how much was taken in", () => {
  const damaged = problem("malformed_body", { byteOffset: 2048, record: 1201, acceptedRecords: 1200, batchId: "b" });
  expect(placeOf(damaged)).toBe("At record 1,201, byte 2,048 (2 KB in). 1,200 records in front of it were taken in.");
  expect(adviceFor(damaged)).toMatchObject({ remedies: ["change"], batchId: "b" });
});

it("tells nothing where nothing is told, whatever the details hold", () => {
  expect(placeOf(problem("network"))).toBeNull();
  expect(placeOf(problem("malformed_body", { byteOffset: "far", acceptedRecords: null }))).toBeNull();
});

it("offers to continue what broke, and a new import where the key is taken", () => {
  expect(adviceFor(problem("network")).remedies).toEqual(["continue"]);
  expect(adviceFor(problem("idempotency_conflict")).remedies).toEqual(["again"]);
  expect(adviceFor(problem("something_new"))).toMatchObject({ title: "The file was not taken in", batchId: null });
});
