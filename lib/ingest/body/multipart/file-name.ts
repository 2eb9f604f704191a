const longestName = 255;

/**
 * Gives a name that can be shown and stored, of one that somebody sent: without folders, control
 * characters and what turns the direction of text, of at most 255 characters.
 */
export function cleanFileName(name: string): string {
  const base = name
    // browsers write these three so (WHATWG HTML, multipart/form-data encoding algorithm)
    .replace(/%(22|0D|0A)/gi, (escaped) => decodeURIComponent(escaped))
    .split(/[/\\]/)
    .at(-1);
  const clean = (base ?? "").replace(/[\p{Cc}\p{Cs}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, "").trim();
  if (clean === "" || clean === "." || clean === "..") return "file";
  // the ending tells what the file is
  const characters = Array.from(clean);
  if (characters.length <= longestName) return clean;
  return characters.slice(0, longestName - 20).join("") + characters.slice(-20).join("");
}
