import { describe, expect, it } from "vitest";
import { UploadSlots } from "./upload-slots";

const limited = expect.objectContaining({ code: "rate_limited", retryAfterSeconds: 1 });
const unavailable = expect.objectContaining({ code: "unavailable", retryAfterSeconds: 1 });

describe("UploadSlots", () => {
  it("leaves room for other sources when one takes all that it may have", () => {
    const slots = new UploadSlots({ total: 3, perSource: 2 });
    slots.enter("loud");
    const leave = slots.enter("loud");
    expect(() => slots.enter("loud")).toThrow(limited);
    const leaveOther = slots.enter("quiet");
    expect(() => slots.enter("third")).toThrow(unavailable);
    leave();
    slots.enter("loud");
    leaveOther();
    slots.enter("third");
  });

  it("takes a slot back once only", () => {
    const slots = new UploadSlots({ total: 2, perSource: 1 });
    const leave = slots.enter("a");
    leave();
    leave();
    slots.enter("a");
    slots.enter("b");
    expect(() => slots.enter("c")).toThrow(unavailable);
  });
});
