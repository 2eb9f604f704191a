import { cn } from "./cn";
import { type TextRange, visiblePieces } from "./visible-text";

export type ForeignTextProps = {
  text: string;
  /** The part to point out. */
  marked?: TextRange | null;
  className?: string;
};

/**
 * Text that came from outside, as text: its direction cannot reach what stands around it, and what
 * could not be seen is named.
 */
export function ForeignText({ text, marked = null, className }: ForeignTextProps) {
  const empty = marked !== null && marked.start === marked.end;
  return (
    <bdi className={className}>
      {visiblePieces(text, marked).map((piece) => (
        <span
          key={piece.start}
          className={cn(
            piece.isMarked && "bg-danger-soft font-medium text-danger-text",
            piece.hidden &&
              "mx-px rounded-[3px] bg-warning-soft px-0.5 font-sans text-[0.8em] text-warning-text ring-1 ring-warning/30",
          )}
          title={piece.hidden && `The character ${piece.hidden}, which cannot be seen`}
          data-marked={piece.isMarked || undefined}
        >
          {piece.hidden ?? piece.text}
        </span>
      ))}
      {empty && (
        <span className="sr-only" data-marked>
          (an empty cell)
        </span>
      )}
    </bdi>
  );
}
