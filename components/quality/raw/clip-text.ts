import type { TextRange } from "@/components/ui/visible-text";

/** What of a long text is shown at first: a part that holds the marked one, or where that begins. */
export interface Clip {
  text: string;
  /** The marked part within the clipped text. */
  marked: TextRange | null;
  hiddenBefore: number;
  hiddenAfter: number;
}

/** So much is shown before a mark that stands far behind. */
const lead = 200;

/** Clips a text to at most `limit` UTF-16 units around its marked part, without cutting a pair in two. */
export function clipText(text: string, marked: TextRange | null, limit: number): Clip {
  if (text.length <= limit) return { text, marked, hiddenBefore: 0, hiddenAfter: 0 };
  const isInFront = marked === null || Math.min(marked.end, marked.start + limit / 2) <= limit;
  const start = isInFront ? 0 : whole(text, Math.min(marked.start - lead, text.length - limit));
  const end = whole(text, Math.min(start + limit, text.length));
  const shown = text.slice(start, end);
  const inside = marked && {
    start: marked.start - start,
    end: Math.min(marked.end, end) - start,
  };
  return { text: shown, marked: inside, hiddenBefore: start, hiddenAfter: text.length - end };
}

/** Not between the halves of a surrogate pair. */
function whole(text: string, at: number): number {
  const unit = text.charCodeAt(at);
  return at > 0 && unit >= 0xdc00 && unit <= 0xdfff ? at - 1 : Math.max(at, 0);
}
