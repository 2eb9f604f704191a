import { expect, it } from "vitest";
import { type PreviewAnswer, previewAnswerSchema } from "@/lib/contracts/preview";
import { fitAnswer } from "./fit-answer";

const answer: PreviewAnswer = {
  previews: [20, 3].map((records) => ({
    sourceId: "s",
    kind: "clicks",
    accepted: records,
    rejected: 0,
    records: Array.from({ length: records }, (_, index) => ({
      record: index + 1,
      raw: "é".repeat(1000),
      kind: "click",
      event: {},
      rejection: null,
    })),
  })),
};
const read = (bytes: Uint8Array) => previewAnswerSchema.parse(JSON.parse(new TextDecoder().decode(bytes)));

it("leaves an answer that fits as it is", () => {
  expect(read(fitAnswer(answer, 100_000))).toEqual(answer);
});

it("leaves the last records out until the rest fits, and never the counts", () => {
  const fitted = fitAnswer(answer, 20_000);
  expect(fitted.byteLength).toBeLessThanOrEqual(20_000);
  expect(read(fitted).previews.map(({ records }) => records.map(({ record }) => record))).toEqual([
    [1, 2, 3, 4, 5],
    [1, 2, 3],
  ]);
  expect(read(fitAnswer(answer, 10)).previews.map(({ accepted, records }) => [accepted, records.length])).toEqual([
    [20, 0],
    [3, 0],
  ]);
});
