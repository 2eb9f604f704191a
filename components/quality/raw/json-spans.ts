/** A field of a JSON text: its dotted path, and where its key begins and its value ends (UTF-16 units). */
export interface JsonSpan {
  path: string;
  depth: number;
  start: number;
  end: number;
  /** Where the value begins. */
  valueStart: number;
}

const maxDepth = 64;
const maxSpans = 5_000;
const space = /[\s\uFEFF]/;
const scalarEnd = /[\s,\]}]/;

/**
 * Lists the fields of a JSON text in the order in which they begin. The text may be cut or broken: what
 * stands before the fault is found. Bounded: 64 levels, 5,000 fields.
 */
export function jsonSpans(text: string): JsonSpan[] {
  const scanner = new Scanner(text);
  scanner.value("", 0);
  return scanner.spans.sort((one, other) => one.start - other.start);
}

class Scanner {
  readonly spans: JsonSpan[] = [];
  #at = 0;
  #isOver = false;

  constructor(readonly text: string) {}

  value(path: string, depth: number): void {
    this.#skipSpace();
    const first = this.text[this.#at];
    if (first === undefined || depth > maxDepth || this.spans.length >= maxSpans) this.#isOver = true;
    else if (first === '"') this.#string();
    else if (first === "{") this.#members(path, depth, "}");
    else if (first === "[") this.#members(path, depth, "]");
    else this.#scalar();
  }

  #members(path: string, depth: number, close: "}" | "]"): void {
    this.#at += 1;
    for (let index = 0; !this.#isOver; index += 1) {
      this.#skipSpace();
      if (this.text[this.#at] === close) {
        this.#at += 1;
        return;
      }
      this.#member(path, depth, close === "}" ? null : index);
      this.#skipSpace();
      if (this.text[this.#at] === ",") this.#at += 1;
      else if (this.text[this.#at] !== close) this.#isOver = true;
    }
  }

  /** @param index in a list; null in an object, where a key stands first */
  #member(path: string, depth: number, index: number | null): void {
    const start = this.#at;
    const key = index === null ? this.#key() : String(index);
    if (key === null) return;
    this.#skipSpace();
    const valueStart = this.#at;
    const whole = path === "" ? key : `${path}.${key}`;
    this.value(whole, depth + 1);
    this.spans.push({ path: whole, depth, start, valueStart, end: this.#at });
  }

  #key(): string | null {
    if (this.text[this.#at] !== '"') return this.#stop();
    const start = this.#at;
    this.#string();
    const written = this.text.slice(start, this.#at);
    this.#skipSpace();
    if (this.text[this.#at] !== ":") return this.#stop();
    this.#at += 1;
    try {
      return String(JSON.parse(written));
    } catch {
      return written.slice(1, -1);
    }
  }

  #stop(): null {
    this.#isOver = true;
    return null;
  }

  #string(): void {
    for (this.#at += 1; this.#at < this.text.length; this.#at += 1) {
      const unit = this.text[this.#at];
      if (unit === "\\") this.#at += 1;
      else if (unit === '"') {
        this.#at += 1;
        return;
      }
    }
    this.#at = this.text.length;
    this.#isOver = true;
  }

  #scalar(): void {
    const start = this.#at;
    while (this.#at < this.text.length && !scalarEnd.test(this.text[this.#at] ?? "")) this.#at += 1;
    if (this.#at === start) this.#isOver = true;
  }

  #skipSpace(): void {
    while (space.test(this.text[this.#at] ?? "")) this.#at += 1;
  }
}
