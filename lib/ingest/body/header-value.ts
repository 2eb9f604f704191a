/** A header's value with its parameters, as in `text/csv; charset=utf-8`. */
export interface HeaderValue {
  /** In lower case. */
  value: string;
  /** By name in lower case; the first of equal names counts. */
  parameters: ReadonlyMap<string, string>;
}

const parameter = /;\s*([^\s=;"]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^;"]*))/g;

/** Reads a `Content-Type` or `Content-Disposition` (RFC 9110, section 5.6.6), as leniently as senders need it. */
export function readHeaderValue(header: string): HeaderValue {
  const parameters = new Map<string, string>();
  for (const [, name = "", quoted, plain = ""] of header.matchAll(parameter)) {
    // a backslash that escapes nothing is one of a Windows path
    const text = quoted === undefined ? plain.trim() : quoted.replace(/\\(["\\])/g, "$1");
    if (!parameters.has(name.toLowerCase())) parameters.set(name.toLowerCase(), text);
  }
  return { value: (header.split(";")[0] ?? "").trim().toLowerCase(), parameters };
}
