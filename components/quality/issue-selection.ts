/** Where the keyboard is in a list, and what is selected; ids of issues. */
export interface Selection {
  cursor: string | null;
  /** From where a range is drawn. */
  anchor: string | null;
  selected: ReadonlySet<string>;
}

export const noSelection: Selection = { cursor: null, anchor: null, selected: new Set() };

export type SelectionAction =
  | { type: "move"; by: 1 | -1; extend: boolean }
  | { type: "focus"; id: string }
  /** `range`: all from the anchor to it as well. */
  | { type: "toggle"; id: string; range: boolean }
  | { type: "all" }
  | { type: "clear" };

/** What follows from an action on a list of ids in the order in which they are shown. */
export function select(state: Selection, action: SelectionAction, ids: readonly string[]): Selection {
  switch (action.type) {
    case "move":
      return moved(state, action, ids);
    case "focus":
      return { ...state, cursor: action.id };
    case "toggle":
      return toggled(state, action, ids);
    case "all":
      return { ...state, selected: new Set(ids) };
    case "clear":
      return { ...state, anchor: null, selected: new Set() };
  }
}

/**
 * Keeps the place when the list changes: what is gone is selected no more, and the cursor goes to what
 * stands where it stood. Gives the same object when nothing changes.
 */
export function afterChange(state: Selection, before: readonly string[], ids: readonly string[]): Selection {
  const there = new Set(ids);
  const selected = [...state.selected].filter((id) => there.has(id));
  const isWhole = selected.length === state.selected.size;
  const cursorThere = state.cursor === null || there.has(state.cursor);
  if (isWhole && cursorThere) return state;
  const place = state.cursor === null ? -1 : before.indexOf(state.cursor);
  const cursor = cursorThere ? state.cursor : (ids[Math.min(Math.max(place, 0), ids.length - 1)] ?? null);
  const anchor = state.anchor !== null && there.has(state.anchor) ? state.anchor : null;
  return { cursor, anchor, selected: isWhole ? state.selected : new Set(selected) };
}

/** What an action goes to: what is selected, else the issue under the cursor. */
export function targets({ selected, cursor }: Selection, ids: readonly string[]): string[] {
  if (selected.size > 0) return ids.filter((id) => selected.has(id));
  return cursor !== null && ids.includes(cursor) ? [cursor] : [];
}

function moved(state: Selection, { by, extend }: { by: 1 | -1; extend: boolean }, ids: readonly string[]): Selection {
  const at = state.cursor === null ? -1 : ids.indexOf(state.cursor);
  const next = at < 0 ? (by > 0 ? 0 : ids.length - 1) : Math.min(Math.max(at + by, 0), ids.length - 1);
  const cursor = ids[next] ?? null;
  if (!extend || cursor === null) return { ...state, cursor };
  const added = state.cursor === null ? [cursor] : [state.cursor, cursor];
  return { cursor, anchor: state.anchor ?? state.cursor, selected: new Set([...state.selected, ...added]) };
}

function toggled(state: Selection, { id, range }: { id: string; range: boolean }, ids: readonly string[]): Selection {
  const from = state.anchor === null ? -1 : ids.indexOf(state.anchor);
  const to = ids.indexOf(id);
  if (range && from >= 0 && to >= 0) {
    const between = ids.slice(Math.min(from, to), Math.max(from, to) + 1);
    return { cursor: id, anchor: state.anchor, selected: new Set([...state.selected, ...between]) };
  }
  const selected = new Set(state.selected);
  if (!selected.delete(id)) selected.add(id);
  return { cursor: id, anchor: id, selected };
}
