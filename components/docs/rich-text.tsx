/** A sentence in which backticks mark code, as the API's own descriptions do. */
export function RichText({ text }: { text: string }) {
  // every second part stands between backticks
  return text.split("`").map((part, index) =>
    index % 2 === 0 ? (
      part
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a sentence have no other name and never move
      <code key={index} className="break-words rounded-sm bg-muted px-1 py-0.5 font-mono text-[0.8125em]">
        {part}
      </code>
    ),
  );
}
