import { expect, it } from "vitest";
import { OpenPlaces } from "./open-places";

it("gives as many places as there are, and one again after it was given back", () => {
  const places = new OpenPlaces(2, "Too many.");
  const giveBack = places.take();
  places.take();
  const refusal = { code: "unavailable", message: "Too many.", retryAfterSeconds: 5 };
  expect(() => places.take()).toThrow(expect.objectContaining(refusal));
  giveBack();
  giveBack();
  places.take();
  expect(() => places.take()).toThrow();
});
