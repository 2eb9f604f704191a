import { describe, expect, it } from "vitest";
import { pullInputSchema } from "@/lib/contracts/pull";
import { emptyPullForm, isComplete, toPullInput } from "./pull-form";

const folder = { ...emptyPullForm, name: " Nightly ", path: "/data/pull/dsp" };
const bucket = {
  ...emptyPullForm,
  name: "Bucket",
  type: "s3" as const,
  bucket: "events",
  endpoint: " ",
  accessKeyId: "AK",
};

describe("a pull as it is typed", () => {
  it("is complete with a name and a place", () => {
    expect(isComplete(emptyPullForm)).toBe(false);
    expect(isComplete(folder)).toBe(true);
    expect(isComplete({ ...bucket, bucket: "" })).toBe(false);
    expect(isComplete(bucket)).toBe(true);
  });

  it("becomes what the contract takes, without what was left empty", () => {
    const sent = toPullInput(folder);
    expect(sent).toMatchObject({
      name: "Nightly",
      location: { type: "folder", path: "/data/pull/dsp" },
      everySeconds: 3600,
    });
    expect(JSON.parse(JSON.stringify(toPullInput(bucket)))).not.toHaveProperty("location.endpoint");
    for (const form of [folder, bucket]) expect(pullInputSchema.safeParse(toPullInput(form)).success).toBe(true);
  });
});
