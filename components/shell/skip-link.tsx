/** The first stop of the keyboard: past the menu, to the page. Out of sight until it has the focus. */
export function SkipLink() {
  return (
    <a
      href="#content"
      className="fixed top-3 left-3 z-50 -translate-y-20 rounded-md bg-primary px-4 py-2 font-medium text-primary-foreground text-sm shadow-md focus:translate-y-0"
    >
      Skip to the content
    </a>
  );
}
