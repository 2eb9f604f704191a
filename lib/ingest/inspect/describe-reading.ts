const delimiterNames: Readonly<Record<string, string>> = { ",": "comma", ";": "semicolon", "\t": "tab", "|": "pipe" };

const formatNames: Readonly<Record<string, string>> = {
  "application/json": "JSON",
  "application/x-ndjson": "JSON, a record a line",
  "text/csv": "CSV",
  "avro/binary": "Avro",
  "application/vnd.apache.avro+single": "Avro message",
};

const charsetNames: Readonly<Record<string, string>> = {
  "utf-16le": "UTF-16",
  "utf-16be": "UTF-16, big-endian",
  "iso-8859-1": "Latin-1",
};

/** Says in words how a file is read: "CSV, semicolon, UTF-16, gzip". */
export function describeReading(reading: {
  contentType: string;
  delimiter: string | null;
  coding: string | null;
}): string {
  const { contentType, delimiter, coding } = reading;
  const [type = "", ...parameters] = contentType.split(";").map((part) => part.trim().toLowerCase());
  const charset = parameters.find((parameter) => parameter.startsWith("charset="))?.slice("charset=".length) ?? "";
  const words = [
    formatNames[type] ?? type,
    delimiter === null ? undefined : (delimiterNames[delimiter] ?? `delimiter ${delimiter}`),
    charsetNames[charset] ?? (charset === "utf-8" || charset === "" ? undefined : charset),
    coding ?? undefined,
  ];
  return words.filter((word) => word !== undefined).join(", ");
}
