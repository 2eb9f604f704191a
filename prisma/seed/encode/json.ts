import type { DemoRecord } from "../events";
import type { Encoder } from "./encoder";

type ToJson = (record: DemoRecord) => string;

/** Newline-delimited JSON: one line a record. */
export function createNdjsonEncoder(toJson: ToJson): Encoder {
  return {
    push: (records) => Buffer.from(records.map((record) => `${toJson(record)}\n`).join("")),
    finish: () => Buffer.alloc(0),
  };
}

/** One JSON array, an element a line. */
export function createJsonArrayEncoder(toJson: ToJson): Encoder {
  let empty = true;
  return {
    push: (records) => {
      if (records.length === 0) return Buffer.alloc(0);
      const text = `${empty ? "[" : ","}\n${records.map(toJson).join(",\n")}`;
      empty = false;
      return Buffer.from(text);
    },
    finish: () => Buffer.from(empty ? "[]\n" : "\n]\n"),
  };
}
