import { NAVIGATION, type NavigationItem } from "@/components/shell/navigation";

/** What a key asks for, wherever one is. */
export type GlobalCommand =
  | { type: "palette" | "keys" | "search" | "wait" }
  | { type: "go"; href: NavigationItem["href"] };

interface Pressed {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
}

/**
 * What a key asks for: Ctrl or ⌘ with K, and without them `?`, `/`, and `g` followed by the letter of a screen.
 * @param isTyping the focus is where letters are written: only the palette opens from there
 * @param isAfterG whether `g` was pressed a moment ago
 */
export function globalCommand(
  pressed: Pressed,
  { isTyping, isAfterG }: { isTyping: boolean; isAfterG: boolean },
): GlobalCommand | null {
  const key = pressed.key.length === 1 ? pressed.key.toLowerCase() : pressed.key;
  if (key === "k" && (pressed.ctrlKey || pressed.metaKey) && !pressed.altKey) return { type: "palette" };
  if (isTyping || pressed.ctrlKey || pressed.metaKey || pressed.altKey) return null;
  if (isAfterG) {
    const screen = NAVIGATION.find(({ goKey }) => goKey === key);
    return screen ? { type: "go", href: screen.href } : null;
  }
  if (key === "g") return { type: "wait" };
  if (key === "?") return { type: "keys" };
  return key === "/" ? { type: "search" } : null;
}
