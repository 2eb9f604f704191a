"use client";

import { useEffect, useRef } from "react";
import { commandOf, type KeyCommand, type KeyPlace } from "./key-commands";

/** Where a key belongs to what has the focus. */
const taking = "input:not([type=checkbox]), textarea, select, [contenteditable=true], [role=combobox]";
/** What takes all keys while it is open. */
const open = "[role=dialog], [role=alertdialog], [role=menu], [role=listbox]";
/** What moves by arrows itself. */
const arrowTaking = "[role=radio], [role=tab], [role=slider]";

/** Calls back for the keys of the screen, wherever the focus is, unless it is where keys belong to. */
export function useKeys(place: KeyPlace, onCommand: (command: KeyCommand) => void): void {
  const latest = useRef(onCommand);
  useEffect(() => {
    latest.current = onCommand;
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      const target = event.target instanceof Element ? event.target : null;
      if (event.defaultPrevented || event.isComposing || target?.closest(taking)) return;
      if (event.key.startsWith("Arrow") && target?.closest(arrowTaking)) return;
      if (event.key === "Enter" && target?.closest("button, a:not([data-issue-link])")) return;
      if (document.querySelector(open)) return;
      const command = commandOf(event, place);
      if (!command) return;
      event.preventDefault();
      latest.current(command);
    };
    window.addEventListener("keydown", listen);
    return () => window.removeEventListener("keydown", listen);
  }, [place]);
}
