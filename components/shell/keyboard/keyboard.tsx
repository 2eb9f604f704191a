"use client";

import dynamic from "next/dynamic";
import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { globalCommand } from "./global-keys";

const Palette = dynamic(() => import("./palette").then((module) => module.Palette), { ssr: false });
const ShortcutsDialog = dynamic(() => import("./shortcuts-dialog").then((module) => module.ShortcutsDialog), {
  ssr: false,
});

/** After `g` a letter is waited for so long. */
const afterGMs = 1_200;
const typing = "input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable=true]";
const open = "[role=dialog], [role=alertdialog], [role=menu], [role=listbox]";

/** The keys of the whole console: the palette, the ways to its screens, the search of a screen, and what keys there are. */
export function Keyboard() {
  const router = useRouter();
  const [shown, setShown] = useState<"palette" | "keys" | null>(null);

  useEffect(() => {
    let gAt = Number.NEGATIVE_INFINITY;
    const listen = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return;
      const target = event.target instanceof Element ? event.target : null;
      const isTyping = target?.closest(typing) != null;
      const isAfterG = event.timeStamp - gAt < afterGMs;
      gAt = Number.NEGATIVE_INFINITY;
      const command = globalCommand(event, { isTyping, isAfterG });
      if (!command || (command.type !== "palette" && document.querySelector(open))) return;
      event.preventDefault();
      if (command.type === "wait") gAt = event.timeStamp;
      else if (command.type === "go") router.push(command.href);
      else if (command.type === "search") document.querySelector<HTMLElement>("[data-search]")?.focus();
      else setShown(command.type);
    };
    window.addEventListener("keydown", listen);
    return () => window.removeEventListener("keydown", listen);
  }, [router]);

  const close = () => setShown(null);
  return (
    <>
      {shown === "palette" && <Palette onClose={close} onKeys={() => setShown("keys")} />}
      {shown === "keys" && <ShortcutsDialog onClose={close} />}
    </>
  );
}
