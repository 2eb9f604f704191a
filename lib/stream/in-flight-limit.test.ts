import { describe, expect, it } from "vitest";
import { InFlightLimit } from "./in-flight-limit";

/** Enters, and notes the name once it is in. */
function entering(limit: InFlightLimit, entered: string[]) {
  return (name: string, bytes: number) => limit.enter(bytes).then(() => entered.push(name));
}
const settled = () => new Promise((resolve) => setImmediate(resolve));

describe("InFlightLimit", () => {
  it("bounds the number, in the order of coming", async () => {
    const limit = new InFlightLimit(2, 100);
    const entered: string[] = [];
    for (const name of ["a", "b", "c", "d"]) void entering(limit, entered)(name, 1);
    await settled();
    expect(entered).toEqual(["a", "b"]);
    limit.leave(1);
    await settled();
    expect(entered).toEqual(["a", "b", "c"]);
  });

  it("bounds the bytes, and lets nobody pass one who waits", async () => {
    const limit = new InFlightLimit(10, 100);
    const entered: string[] = [];
    const enter = entering(limit, entered);
    void enter("a", 60);
    void enter("b", 60);
    void enter("c", 10);
    await settled();
    expect(entered).toEqual(["a"]);
    limit.leave(60);
    await settled();
    expect(entered).toEqual(["a", "b", "c"]);
  });

  it("lets in what is larger than the bound when nothing else is on its way", async () => {
    const limit = new InFlightLimit(10, 100);
    const entered: string[] = [];
    const enter = entering(limit, entered);
    void enter("small", 1);
    void enter("huge", 500);
    await settled();
    expect(entered).toEqual(["small"]);
    limit.leave(1);
    await settled();
    expect(entered).toEqual(["small", "huge"]);
  });
});
