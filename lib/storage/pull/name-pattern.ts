import picomatch from "picomatch";

/** Each wildcard multiplies the steps that a name can take, so their number is bounded. */
const maxWildcards = 8;

/**
 * Makes a test of names from a glob: `*` and `?` within a folder, `**` over folders, `[a-z]`, `{csv,json}`.
 * As in a shell, a wildcard does not stand for the dot in front of a hidden name.
 * @throws Error whose message completes "the pattern …"
 */
export function compilePattern(pattern: string): (name: string) => boolean {
  const wildcards = pattern.match(/\*+|\?/g)?.length ?? 0;
  if (wildcards > maxWildcards) throw new Error(`has ${wildcards} wildcards; at most ${maxWildcards} are allowed`);
  if (/[()]/.test(pattern)) throw new Error("holds a parenthesis; write `?` for one in a name");
  if (pattern.startsWith("/")) throw new Error("begins with a slash; names do not");
  try {
    const expression = picomatch.makeRe(pattern, { noextglob: true, nonegate: true, strictBrackets: true });
    if (!expression) throw new Error("is no glob");
    return (name) => expression.test(name);
  } catch (error) {
    throw new Error(`cannot be read: ${(error as Error).message}`);
  }
}
