import { readHeaderValue } from "../header-value";

export interface FormPartHeader {
  fieldName: string;
  /** As it was sent; undefined when the part is no file. */
  fileName: string | undefined;
  contentType: string;
  /** In lower case; `binary` when it is not said. */
  transferEncoding: string;
}

/** Reads the header lines of a part; undefined when it does not say which field it is (RFC 7578, section 4.2). */
export function readPartHeader(text: string): FormPartHeader | undefined {
  const fields = new Map<string, string>();
  // a line that begins with a space goes on with the one before
  for (const line of text.replace(/\r\n[ \t]+/g, " ").split("\r\n")) {
    const [, name, value = ""] = /^([^\s:]+):\s*(.*)$/.exec(line) ?? [];
    if (name !== undefined) fields.set(name.toLowerCase(), value.trim());
  }
  const { value, parameters } = readHeaderValue(fields.get("content-disposition") ?? "");
  const fieldName = parameters.get("name");
  if (value !== "form-data" || fieldName === undefined) return undefined;
  return {
    fieldName,
    fileName: extendedName(parameters.get("filename*")) ?? parameters.get("filename"),
    contentType: fields.get("content-type") ?? "",
    transferEncoding: (fields.get("content-transfer-encoding") ?? "binary").toLowerCase(),
  };
}

/** RFC 8187: `UTF-8''na%C3%AFve.csv`; RFC 7578 forbids it here, and Python's requests sends it. */
function extendedName(value: string | undefined): string | undefined {
  const encoded = /^utf-8'[^']*'(.*)$/i.exec(value ?? "")?.[1];
  if (encoded === undefined) return undefined;
  try {
    return decodeURIComponent(encoded);
  } catch {
    return encoded;
  }
}
