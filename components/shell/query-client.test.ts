import { describe, expect, it } from "vitest";
import { createQueryClient } from "./query-client";

describe("createQueryClient", () => {
  const retry = createQueryClient().getDefaultOptions().queries?.retry as (failures: number, error: unknown) => boolean;

  it("asks again after faults that may pass, twice at most", () => {
    for (const error of [
      new TypeError("fetch failed"),
      { status: 500 },
      { status: 503 },
      { status: 429 },
      { status: 408 },
    ]) {
      expect(retry(0, error)).toBe(true);
      expect(retry(1, error)).toBe(true);
      expect(retry(2, error)).toBe(false);
    }
  });

  it("takes a refusal as the answer", () => {
    for (const status of [400, 401, 403, 404, 409, 422]) expect(retry(0, { status })).toBe(false);
  });
});
