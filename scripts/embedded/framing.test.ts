import { describe, expect, it } from "vitest";
import { MessageFramer, maxMessageBytes, ProtocolError, transactionState } from "./framing";
import { errorResponse, queryMessage, readyForQuery, welcome } from "./replies";

const startup = Buffer.from([0, 0, 0, 9, 0, 3, 0, 0, 0]);

function drain(framer: MessageFramer): string[] {
  const types: string[] = [];
  for (let next = framer.next(); next; next = framer.next()) {
    types.push(`${next.type}${next.bytes.length}`);
    framer.passStartup();
  }
  return types;
}

describe("MessageFramer", () => {
  const stream = Buffer.concat([startup, queryMessage("select 1"), queryMessage("x".repeat(1000))]);

  it.each([1, 2, 3, 7, 64, 5000])("finds the same messages in pieces of %i bytes", (size) => {
    const framer = new MessageFramer();
    const types: string[] = [];
    for (let offset = 0; offset < stream.length; offset += size) {
      framer.push(stream.subarray(offset, offset + size));
      types.push(...drain(framer));
    }
    expect(types).toEqual(["9", "Q14", "Q1006"]);
  });

  it.each([0, 3, maxMessageBytes + 1])("refuses a length of %i", (length) => {
    const framer = new MessageFramer();
    framer.passStartup();
    const header = Buffer.from("Q0000");
    header.writeUInt32BE(length, 1);
    framer.push(header);
    expect(() => framer.next()).toThrow(ProtocolError);
  });
});

describe("transactionState", () => {
  it("is that of the last ReadyForQuery, and none without one", () => {
    expect(transactionState(Buffer.concat([readyForQuery(), errorResponse("ERROR", "0A000", "no")]))).toBe("I");
    expect(transactionState(errorResponse("ERROR", "0A000", "Z"))).toBeUndefined();
    expect(transactionState(welcome(1))).toBe("I");
  });
});
