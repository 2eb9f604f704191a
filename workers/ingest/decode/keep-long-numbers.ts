/** The tokens of a valid JSON text that are strings or numbers; strings are matched so as to be stepped over. */
const stringOrNumber = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

/**
 * Puts quotes around every number that would lose digits as a JavaScript number, such as the 64-bit
 * id 12345678901234567890, so that it is parsed as text.
 * @param text a text that `JSON.parse` has already taken
 */
export function keepLongNumbers(text: string): string {
  return text.replace(stringOrNumber, (token) =>
    token.startsWith('"') || !/\d{16}/.test(token) || String(Number(token)) === token ? token : `"${token}"`,
  );
}
