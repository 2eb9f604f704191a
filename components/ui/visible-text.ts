/** A part of a text, in UTF-16 units. */
export interface TextRange {
  start: number;
  end: number;
}

/** A piece of a text: words as they are, or one character that cannot be seen, with what it is called. */
export interface Piece {
  start: number;
  text: string;
  /** Such as `NUL` or `U+202E`, of a character that would be invisible or turn the text around. */
  hidden?: string;
  isMarked: boolean;
}

const names: Record<number, string> = {
  0: "NUL",
  8: "BS",
  9: "TAB",
  10: "LF",
  13: "CR",
  27: "ESC",
  127: "DEL",
  160: "NBSP",
  8203: "ZWSP",
  8206: "LRM",
  8207: "RLM",
  8234: "LRE",
  8235: "RLE",
  8236: "PDF",
  8237: "LRO",
  8238: "RLO",
  8294: "LRI",
  8295: "RLI",
  8296: "FSI",
  8297: "PDI",
  65279: "BOM",
};

/** Controls but the line end and tab, formats (among them those that turn the direction), halves of pairs, odd spaces. */
const invisible = /[^\P{Cc}\n\t]|[\p{Cf}\p{Cs}\u00A0\u2028\u2029]/gu;

/**
 * Cuts a text into pieces that can be shown as they are, and single characters that have to be named.
 * @param marked the part to point out; none when null
 */
export function visiblePieces(text: string, marked: TextRange | null): Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  for (const match of text.matchAll(invisible)) {
    addWords(pieces, text, from, match.index, marked);
    const isMarked = marked !== null && match.index >= marked.start && match.index < marked.end;
    pieces.push({ start: match.index, text: match[0], hidden: nameOf(match[0]), isMarked });
    from = match.index + match[0].length;
  }
  addWords(pieces, text, from, text.length, marked);
  return pieces;
}

/** The name of a character: `NUL`, `RLO`, else its code point. */
export function nameOf(character: string): string {
  const point = character.codePointAt(0) ?? 0;
  return names[point] ?? `U+${point.toString(16).toUpperCase().padStart(4, "0")}`;
}

function addWords(pieces: Piece[], text: string, from: number, to: number, marked: TextRange | null): void {
  const borders = marked ? [marked.start, marked.end].filter((at) => at > from && at < to) : [];
  const cuts = [from, ...borders, to];
  for (let index = 0; index + 1 < cuts.length; index += 1) {
    const start = cuts[index] ?? 0;
    const end = cuts[index + 1] ?? 0;
    if (start === end) continue;
    const isMarked = marked !== null && start >= marked.start && end <= marked.end;
    pieces.push({ start, text: text.slice(start, end), isMarked });
  }
}
