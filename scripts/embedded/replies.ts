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
  server_version: "17.0",
  server_encoding: "UTF8",
  client_encoding: "UTF8",
  DateStyle: "ISO, MDY",
  IntervalStyle: "postgres",
  TimeZone: "UTC",
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

/** ReadyForQuery, idle. */
export function readyForQuery(): Buffer {
  return message("Z", Buffer.from("I"));
}

/** An ErrorResponse; the code is a SQLSTATE. */
export function errorResponse(severity: "ERROR" | "FATAL", code: string, sentence: string): Buffer {
  const fields = [`S${severity}`, `V${severity}`, `C${code}`, `M${sentence}`].map(text);
  return message("E", ...fields, Buffer.from([0]));
}
