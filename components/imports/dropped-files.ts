/** What a drop or a paste holds. */
export interface DroppedFiles {
  files: File[];
  /** Folders that were dropped; a browser gives them as files that cannot be read. */
  folders: number;
}

type Transfer = Pick<DataTransfer, "files" | "items">;

/** The files of a drop or a paste. To be called at once: afterwards the browser forgets the folders. */
export function droppedFiles({ files, items }: Transfer): DroppedFiles {
  const isFolder = [...items]
    .filter(({ kind }) => kind === "file")
    .map((item) => item.webkitGetAsEntry?.()?.isDirectory ?? false);
  return {
    files: [...files].filter((_, index) => !isFolder[index]),
    folders: isFolder.filter(Boolean).length,
  };
}

/** Text that was pasted, as a file; its name says how it looks. Undefined where there is none. */
export function fileOfText(text: string, nowMs: number): File | undefined {
  const begin = text.trimStart();
  if (begin === "") return undefined;
  const ending = /^[[{]/.test(begin) ? "json" : "csv";
  const time = new Date(nowMs).toISOString().slice(0, 19).replaceAll(":", "-");
  return new File([text], `pasted-${time}.${ending}`, { lastModified: nowMs });
}

/** Whether a paste belongs to a field of a form. */
export function isTyping(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest("input, textarea, select, [contenteditable=true]") !== null;
}
