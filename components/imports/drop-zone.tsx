"use client";

import { Upload } from "lucide-react";
import { type DragEvent, type ReactNode, useEffect, useRef, useState } from "react";
import { cn } from "@/components/ui/cn";
import { toast } from "@/components/ui/toast";
import { droppedFiles } from "./dropped-files";

export type DropZoneProps = {
  /** What is to be done: "Drop files here". */
  label: string;
  hint: ReactNode;
  onFiles: (files: readonly File[]) => void;
  multiple?: boolean;
  accept?: string;
  disabled?: boolean;
  className?: string;
};

/** Takes files: dropped on it, or chosen by a click, by Enter or by Space. */
export function DropZone({ label, hint, onFiles, multiple, accept, disabled, className }: DropZoneProps) {
  const input = useRef<HTMLInputElement>(null);
  const [isOver, setOver] = useState(false);
  useKeepPage();

  function drop(event: DragEvent) {
    event.preventDefault();
    setOver(false);
    if (disabled) return;
    const { files, folders } = droppedFiles(event.dataTransfer);
    if (folders > 0) toast.error("Folders are not read", { description: "Drop the files that stand in them." });
    if (files.length > 0) onFiles(multiple ? files : files.slice(0, 1));
  }

  return (
    <label
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
      className={cn(
        "flex cursor-pointer flex-col items-center justify-center gap-1 rounded-xl border border-border-strong border-dashed bg-card px-6 py-8 text-center transition-colors",
        "hover:border-muted-foreground hover:bg-muted/40 has-focus-visible:outline-2 has-focus-visible:outline-ring has-focus-visible:outline-offset-2",
        isOver && "border-brand border-solid bg-brand-soft hover:bg-brand-soft",
        disabled && "pointer-events-none opacity-60",
        className,
      )}
    >
      <input
        ref={input}
        type="file"
        multiple={multiple}
        accept={accept}
        disabled={disabled}
        aria-label={label}
        className="sr-only"
        onChange={(event) => {
          onFiles([...(event.target.files ?? [])]);
          // so that the same file can be chosen again
          event.target.value = "";
        }}
      />
      <span
        aria-hidden
        className={cn(
          "mb-2 grid size-10 place-items-center rounded-lg border bg-muted text-muted-foreground",
          isOver && "border-brand/30 bg-card text-brand",
        )}
      >
        <Upload className="size-5" />
      </span>
      <span className="font-semibold text-base">
        {label} <span className="font-normal text-muted-foreground">or</span>{" "}
        <span className="text-brand underline underline-offset-4">choose {multiple ? "them" : "it"}</span>
      </span>
      <span className="max-w-xl text-pretty text-muted-foreground text-sm">{hint}</span>
    </label>
  );
}

/** A file that misses the zone must not replace the page in the browser. */
function useKeepPage(): void {
  useEffect(() => {
    const keep = (event: Event) => event.preventDefault();
    window.addEventListener("dragover", keep);
    window.addEventListener("drop", keep);
    return () => {
      window.removeEventListener("dragover", keep);
      window.removeEventListener("drop", keep);
    };
  }, []);
}
