import { expect, it } from "vitest";
import { qrPath } from "./qr-path";

it("draws each dark cell where it stands", () => {
  expect(
    qrPath([
      [true, false],
      [false, true],
    ]),
  ).toBe("M0 0h1v1h-1zM1 1h1v1h-1z");
});
