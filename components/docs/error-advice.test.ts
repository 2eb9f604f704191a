import { expect, it } from "vitest";
import { statusByCode } from "@/lib/errors";
import { adviceByCode } from "./error-advice";

it("has a word for every code of the contract, and for no other", () => {
  expect(Object.keys(adviceByCode).sort()).toEqual(Object.keys(statusByCode).sort());
});
