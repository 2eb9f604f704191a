import { Console } from "node:console";

export interface OutputOptions {
  json: boolean;
  quiet: boolean;
}

/** What a command says: results on standard output, everything else on standard error. */
export class Output {
  readonly #out = new Console(process.stdout);
  readonly #err = new Console(process.stderr);
  #around: (print: () => void) => void = (print) => print();

  constructor(readonly options: OutputOptions) {}

  /** Has every line printed by another, so that it does not break a progress bar; gives what ends that. */
  printAround(around: (print: () => void) => void): () => void {
    const before = this.#around;
    this.#around = around;
    return () => {
      this.#around = before;
    };
  }

  /** What may be of interest meanwhile. */
  note(line: string): void {
    if (!this.options.quiet) this.problem(line);
  }

  /** What someone has to know. */
  problem(line: string): void {
    this.#around(() => this.#err.error("%s", printable(line)));
  }

  /** A line of the result, for people. */
  result(line: string): void {
    if (this.options.json || this.options.quiet) return;
    this.#around(() => this.#out.log("%s", printable(line)));
  }

  /** The result, for machines: one document. */
  document(value: unknown): void {
    if (this.options.json) this.#around(() => this.#out.log("%s", JSON.stringify(value, null, 2)));
  }

  /** One of many results, for machines: a document in one line. */
  line(value: unknown): void {
    if (this.options.json) this.#around(() => this.#out.log("%s", JSON.stringify(value)));
  }
}

/** What others wrote must not steer the terminal. */
export function printable(line: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out
  return line.replace(/[\x00-\x09\x0b-\x1f\x7f-\x9f]/g, "\ufffd");
}
