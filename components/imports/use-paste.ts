"use client";

import { useEffect } from "react";
import { droppedFiles, fileOfText, isTyping } from "./dropped-files";

/** Takes files, and text as a file, that are pasted anywhere on the screen but in a field. */
export function usePaste(onFiles: (files: readonly File[]) => void): void {
  useEffect(() => {
    const paste = (event: ClipboardEvent) => {
      if (!event.clipboardData || isTyping(event.target)) return;
      const { files } = droppedFiles(event.clipboardData);
      const text = files.length > 0 ? undefined : fileOfText(event.clipboardData.getData("text/plain"), Date.now());
      const taken = text ? [text] : files;
      if (taken.length > 0) onFiles(taken);
    };
    window.addEventListener("paste", paste);
    return () => window.removeEventListener("paste", paste);
  }, [onFiles]);
}
