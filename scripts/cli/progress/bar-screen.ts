import { printable } from "../output";

const redrawMs = 100;

/** The part of a terminal that a screen writes to. */
export interface Terminal {
  write(text: string): unknown;
  columns?: number;
}

/**
 * The last lines of a terminal, drawn again where they stand. What else is printed goes above them: cli-progress
 * leaves lines behind when a bar is taken away, and wipes what was printed last when it ends.
 */
export class BarScreen {
  readonly #lines = new Map<object, string>();
  #drawn = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(readonly terminal: Terminal) {}

  /** Shows a line, or changes it; drawn ten times a second at most. */
  set(owner: object, line: string): void {
    this.#lines.set(owner, printable(line));
    this.#timer ??= setTimeout(() => this.#redraw(), redrawMs);
    this.#timer.unref();
  }

  remove(owner: object): void {
    if (this.#lines.delete(owner)) this.#redraw();
  }

  /** Prints something above the lines. */
  around(print: () => void): void {
    this.#erase();
    print();
    this.#redraw();
  }

  #redraw(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#erase();
    // a line that wraps would be two
    const width = Math.max(1, (this.terminal.columns || 80) - 1);
    const lines = [...this.#lines.values()].map((line) => line.slice(0, width));
    if (lines.length > 0) this.terminal.write(lines.join("\n"));
    this.#drawn = lines.length;
  }

  #erase(): void {
    if (this.#drawn === 0) return;
    this.terminal.write(`${this.#drawn > 1 ? `\x1b[${this.#drawn - 1}A` : ""}\r\x1b[0J`);
    this.#drawn = 0;
  }
}
