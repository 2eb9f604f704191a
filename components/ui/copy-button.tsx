"use client";

import { Check, Copy } from "lucide-react";
import { useEffect, useState } from "react";
import { Button } from "./button";
import { toast } from "./toast";

export type CopyButtonProps = { text: string; label?: string; className?: string };

/** Copies a text; a tick and a spoken word confirm it. */
export function CopyButton({ text, label = "Copy", className }: CopyButtonProps) {
  const [copied, setCopied] = useState(false);

  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 1_600);
    return () => clearTimeout(timer);
  }, [copied]);

  async function copy() {
    try {
      await navigator.clipboard.writeText(text);
      setCopied(true);
    } catch {
      toast.error("The browser did not allow copying", { description: "Select the text and copy it by hand." });
    }
  }

  return (
    <Button variant="ghost" size="icon-sm" aria-label={label} onClick={copy} className={className}>
      {copied ? <Check aria-hidden className="text-success-text" /> : <Copy aria-hidden />}
      <span role="status" className="sr-only">
        {copied ? "Copied" : ""}
      </span>
    </Button>
  );
}
