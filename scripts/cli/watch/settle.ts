/** A file of the folder as it was just seen. */
export interface Listed {
  /** In the folder, with forward slashes. */
  path: string;
  size: number;
  mtimeMs: number;
}

/** Since when a file looks as it does, by our own clock: that of the folder's machine may be another. */
export interface Seen extends Listed {
  sinceMs: number;
}

/** What is known after another look: files that changed begin anew, files that went are forgotten. */
export function look(
  seen: ReadonlyMap<string, Seen>,
  listed: readonly Listed[],
  nowMs: number,
): ReadonlyMap<string, Seen> {
  return new Map(
    listed.map((file) => {
      const before = seen.get(file.path);
      const isSame = before?.size === file.size && before.mtimeMs === file.mtimeMs;
      return [file.path, { ...file, sinceMs: isSame ? before.sinceMs : nowMs }];
    }),
  );
}

/** The files that have stopped changing, the oldest first. */
export function settled(seen: ReadonlyMap<string, Seen>, nowMs: number, settleMs: number): Seen[] {
  return [...seen.values()]
    .filter(({ sinceMs }) => nowMs - sinceMs >= settleMs)
    .sort((a, b) => a.mtimeMs - b.mtimeMs || (a.path < b.path ? -1 : 1));
}
