/** What a key asks for. */
export type KeyCommand =
  | { type: "move"; by: 1 | -1; extend: boolean }
  | { type: "record"; by: 1 | -1 }
  | { type: "select"; range: boolean }
  | { type: "open" | "selectAll" | "resolve" | "ignore" | "assign" | "replay" | "keys" | "escape" };

/** Where the keys go: in the list alone, or with an issue beside it. */
export type KeyPlace = "list" | "issue";

export interface Key {
  key: string;
  shiftKey: boolean;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
}

/** What all keys do, for people to read; in an issue j and k go through its records. */
export const keyHelp: readonly { keys: readonly string[]; does: string }[] = [
  { keys: ["j", "k"], does: "Next and previous issue; within an issue: record" },
  { keys: ["↓", "↑"], does: "Next and previous issue in the list" },
  { keys: ["⇧ j", "⇧ k"], does: "In the list: select on the way; within an issue: next and previous issue" },
  { keys: ["Enter"], does: "Open the issue" },
  { keys: ["x"], does: "Select; with ⇧ all from the last one to here" },
  { keys: ["⇧ a"], does: "Select all" },
  { keys: ["e"], does: "Resolve" },
  { keys: ["i"], does: "Ignore, with a reason" },
  { keys: ["a"], does: "Assign" },
  { keys: ["r"], does: "Fix and replay" },
  { keys: ["Esc"], does: "Close, clear the selection, back to the list" },
  { keys: ["?"], does: "These keys" },
];

const plain: Readonly<Record<string, Exclude<KeyCommand["type"], "move" | "record" | "select">>> = {
  Enter: "open",
  A: "selectAll",
  e: "resolve",
  i: "ignore",
  a: "assign",
  r: "replay",
  "?": "keys",
  Escape: "escape",
};

/** What a key asks for at a place; null for keys that are the browser's or nobody's. */
export function commandOf({ key, shiftKey, ctrlKey, metaKey, altKey }: Key, place: KeyPlace): KeyCommand | null {
  if (ctrlKey || metaKey || altKey) return null;
  const letter = key.length === 1 ? key.toLowerCase() : key;
  if (letter === "j" || letter === "k") {
    const by = letter === "j" ? 1 : -1;
    if (place === "list") return { type: "move", by, extend: shiftKey };
    return shiftKey ? { type: "move", by, extend: false } : { type: "record", by };
  }
  if (key === "ArrowDown" || key === "ArrowUp") {
    // beside an issue the arrows scroll its page
    return place === "list" ? { type: "move", by: key === "ArrowDown" ? 1 : -1, extend: shiftKey } : null;
  }
  if (letter === "x") return place === "list" ? { type: "select", range: shiftKey } : null;
  const type = Object.hasOwn(plain, key) ? plain[key] : undefined;
  // within an issue Enter is for what has the focus
  if (!type || (place === "issue" && (type === "open" || type === "selectAll"))) return null;
  return { type };
}
