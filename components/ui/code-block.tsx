import { cn } from "./cn";
import { CopyButton } from "./copy-button";
import { ForeignText } from "./foreign-text";
import { ScrollRegion } from "./scroll-region";

export type CodeBlockProps = {
  code: string;
  /** What it is, shown above: "Raw record", "curl". */
  title?: string;
  /** Wraps long lines instead of scrolling sideways. */
  wrap?: boolean;
  className?: string;
};

/** Text to read or copy exactly: a raw record, a command. Scrolls inside its own frame. */
export function CodeBlock({ code, title, wrap, className }: CodeBlockProps) {
  return (
    <figure className={cn("relative min-w-0 overflow-hidden rounded-lg border bg-muted/50", className)}>
      {title && (
        <figcaption className="flex h-9 items-center border-b pr-10 pl-3.5 font-medium text-muted-foreground text-xs">
          {title}
        </figcaption>
      )}
      <CopyButton
        text={code}
        label={title ? `Copy ${title}` : "Copy"}
        className="absolute top-1 right-1 bg-card/70 backdrop-blur"
      />
      <ScrollRegion label={title ?? "Code"} className="max-h-96">
        <pre
          className={cn(
            "w-max min-w-full px-3.5 py-3 pr-11 font-mono text-xs leading-5",
            wrap && "w-auto whitespace-pre-wrap break-all",
          )}
        >
          <code>
            <ForeignText text={code} />
          </code>
        </pre>
      </ScrollRegion>
    </figure>
  );
}
