import { describe, expect, it } from "vitest";
import { afterChange, noSelection, type Selection, type SelectionAction, select, targets } from "./issue-selection";
import { commandOf, type KeyPlace } from "./key-commands";

const ids = ["a", "b", "c", "d", "e"];
const doing = (...actions: SelectionAction[]) =>
  actions.reduce<Selection>((state, action) => select(state, action, ids), noSelection);
const move = (by: 1 | -1, extend = false): SelectionAction => ({ type: "move", by, extend });
const toggle = (id: string, range = false): SelectionAction => ({ type: "toggle", id, range });
const chosen = (state: Selection) => [...state.selected].sort().join("");

describe("select", () => {
  it("begins at the first or last, and stops at the ends", () => {
    expect(doing(move(1)).cursor).toBe("a");
    expect(doing(move(-1)).cursor).toBe("e");
    expect(doing(move(1), move(1), move(-1), move(-1)).cursor).toBe("a");
    expect(doing(move(-1), move(1)).cursor).toBe("e");
    expect(select(noSelection, move(1), []).cursor).toBeNull();
  });

  it("selects on the way when it extends", () => {
    const state = doing(move(1), move(1), move(1, true), move(1, true));
    expect(chosen(state)).toBe("bcd");
    expect(state.cursor).toBe("d");
  });

  it("toggles one, and draws a range from the last one, both ways", () => {
    expect(chosen(doing(toggle("b"), toggle("b")))).toBe("");
    expect(chosen(doing(toggle("b"), toggle("d", true)))).toBe("bcd");
    expect(chosen(doing(toggle("d"), toggle("b", true)))).toBe("bcd");
    expect(chosen(doing(toggle("c", true)))).toBe("c");
  });

  it("selects all, and nothing again", () => {
    expect(chosen(doing({ type: "all" }))).toBe("abcde");
    expect(chosen(doing({ type: "all" }, { type: "clear" }))).toBe("");
  });
});

describe("afterChange", () => {
  it("keeps the cursor's place when its issue is gone, and forgets what is selected and gone", () => {
    const state = doing(toggle("b"), toggle("d", true));
    const next = afterChange(state, ids, ["a", "b", "c", "e"]);
    expect(next.cursor).toBe("e");
    expect(chosen(next)).toBe("bc");
    expect(afterChange(doing(move(-1)), ids, ["a", "b"]).cursor).toBe("b");
    expect(afterChange(doing(move(-1)), ids, []).cursor).toBeNull();
  });

  it("is the same when nothing of it is gone", () => {
    const state = doing(toggle("b"));
    expect(afterChange(state, ids, ["z", "b", "a"])).toBe(state);
  });
});

describe("targets", () => {
  it("are what is selected, in the list's order, else what is under the cursor", () => {
    expect(targets(doing(toggle("d"), toggle("a")), ids)).toEqual(["a", "d"]);
    expect(targets(doing(move(1)), ids)).toEqual(["a"]);
    expect(targets(noSelection, ids)).toEqual([]);
  });
});

describe("commandOf", () => {
  const press = (key: string, place: KeyPlace, more = {}) =>
    commandOf({ key, shiftKey: false, ctrlKey: false, metaKey: false, altKey: false, ...more }, place);

  it("moves through the list, and through records within an issue", () => {
    expect(press("j", "list")).toEqual({ type: "move", by: 1, extend: false });
    expect(press("K", "list", { shiftKey: true })).toEqual({ type: "move", by: -1, extend: true });
    expect(press("ArrowUp", "list")).toEqual({ type: "move", by: -1, extend: false });
    expect(press("j", "issue")).toEqual({ type: "record", by: 1 });
    expect(press("J", "issue", { shiftKey: true })).toEqual({ type: "move", by: 1, extend: false });
    expect(press("ArrowDown", "issue")).toBeNull();
  });

  it.each([
    ["e", "resolve"],
    ["i", "ignore"],
    ["a", "assign"],
    ["r", "replay"],
    ["?", "keys"],
    ["Escape", "escape"],
  ])("%s asks to %s at both places", (key, type) => {
    expect(press(key, "list")).toEqual({ type });
    expect(press(key, "issue")).toEqual({ type });
  });

  it("leaves what is the browser's to it", () => {
    for (const more of [{ ctrlKey: true }, { metaKey: true }, { altKey: true }])
      expect(press("r", "list", more)).toBeNull();
    expect(press("Enter", "issue")).toBeNull();
    expect(press("Tab", "list")).toBeNull();
    expect(press("constructor", "list")).toBeNull();
  });
});
