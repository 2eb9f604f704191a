import { expect, it } from "vitest";
import { partsOf, readingOf } from "./reading";

it.each([
  ["text/csv", null, { format: "text/csv", charset: "utf-8", coding: "identity" }],
  ['text/csv; charset="UTF-16LE"', "gzip", { format: "text/csv", charset: "utf-16le", coding: "gzip" }],
  ["application/vnd.apache.avro", null, { format: "avro/binary", charset: "utf-8", coding: "identity" }],
  ["text/csv;charset=latin1", null, { format: "text/csv", charset: "iso-8859-1", coding: "identity" }],
  ["application/xml; charset=koi8-r", "lzma", { format: undefined, charset: undefined, coding: undefined }],
])("takes %s with coding %s apart", (contentType, contentEncoding, parts) =>
  expect(partsOf({ contentType, contentEncoding })).toEqual(parts),
);

it("puts parts together again", () => {
  expect(readingOf({ format: "text/csv", charset: "utf-16be", coding: "zstd" })).toEqual({
    contentType: "text/csv; charset=utf-16be",
    contentEncoding: "zstd",
  });
  expect(readingOf({ format: "avro/binary", charset: "utf-16le" })).toEqual({
    contentType: "avro/binary",
    contentEncoding: null,
  });
});
