/** What the gateway itself says to a client; everything else comes from the database. */

function message(type: string, ...parts: Buffer[]): Buffer {
  const body = Buffer.concat(parts);
  const header = Buffer.alloc(5);
  header.write(type, 0, "latin1");
  header.writeUInt32BE(4 + body.length, 1);
  return Buffer.concat([header, body]);
}

const text = (value: string) => Buffer.from(`${value}\0`);

function int32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
}

const parameters = {
  server_version: "17.5",
  server_encoding: "UTF8",
  client_encoding: "UTF8",
  DateStyle: "ISO, MDY",
  IntervalStyle: "postgres",
  TimeZone: "GMT",
  integer_datetimes: "on",
  standard_conforming_strings: "on",
};

/** Authentication without a password, the session's parameters, and ReadyForQuery. */
export function welcome(clientNo: number): Buffer {
  return Buffer.concat([
    message("R", int32(0)),
    ...Object.entries(parameters).map(([name, value]) => message("S", text(name), text(value))),
    message("K", int32(clientNo), int32(0)),
    readyForQuery(),
  ]);
}

/** A simple Query message. */
export function queryMessage(sql: string): Buffer {
  return message("Q", text(sql));
}

/** Sync: ends an extended query, also one that failed. */
export function syncMessage(): Buffer {
  return message("S");
}

/** Close of a prepared statement. */
export function closeStatement(name: string): Buffer {
  return message("C", Buffer.from("S"), text(name));
}

/** What COPY reads instead of rows. */
export function copyFail(): Buffer {
  return message("f", text("the embedded database takes no rows by COPY; use insert"));
}

/** ReadyForQuery, idle unless told otherwise. */
export function readyForQuery(state: "I" | "T" | "E" = "I"): Buffer {
  return message("Z", Buffer.from(state));
}

/** An ErrorResponse; the code is a SQLSTATE. */
export function errorResponse(severity: "ERROR" | "FATAL", code: string, sentence: string): Buffer {
  const fields = [`S${severity}`, `V${severity}`, `C${code}`, `M${sentence}`].map(text);
  return message("E", ...fields, Buffer.from([0]));
}

/** Takes the place of an answer that is too long, of which only the end is left. */
export function answerTooLong(end: Buffer): Buffer {
  const sentence = "the answer is too long for the embedded database; ask for fewer rows at once";
  const ready = end.subarray(-6);
  const isReady = ready.length === 6 && ready.readUInt8(0) === 0x5a && ready.readUInt32BE(1) === 5;
  return Buffer.concat([errorResponse("ERROR", "54000", sentence), isReady ? ready : Buffer.alloc(0)]);
}
