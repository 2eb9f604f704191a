import { AppError } from "@/lib/errors";

/** What is tried first; each is also refused with digits or signs around it. */
const common = [
  "password",
  "passwort",
  "qwertyuiop",
  "qwertzuiop",
  "123456789",
  "letmein",
  "iloveyou",
  "advertisex",
  "welcome",
];

/**
 * Refuses a password that is long enough and still guessed at once: one character or a few over and over, what stands in
 * every list, or the person's own name or address (NIST SP 800-63B, section 5.1.1.2). Nothing else about it is asked.
 * @param own the person's email and name
 * @throws AppError `invalid_request`
 */
export function requireGoodPassword(password: string, own: readonly string[]): void {
  const plain = password.toLowerCase();
  const left = [...common, ...own.flatMap((text) => text.toLowerCase().split(/[^\p{L}\p{N}]+/u))]
    .filter((word) => word.length >= 4)
    .sort((a, b) => b.length - a.length)
    .reduce((rest, word) => rest.replaceAll(word, ""), plain)
    .replace(/[\d\W_]+/g, "");
  const isVaried = new Set(plain).size >= 5;
  const isSequence = "01234567890123456789".includes(plain) || "abcdefghijklmnopqrstuvwxyz".includes(plain);
  if (isVaried && !isSequence && (left.length >= 4 || new Set(plain.replace(/[^\d\W_]/g, "")).size >= 8)) return;
  const message = "is guessed too easily: use a few words that do not belong together";
  throw new AppError("invalid_request", `The request is not valid: \`password\` ${message}.`, {
    issues: [{ path: "password", message }],
  });
}
