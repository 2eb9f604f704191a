import { Console } from "node:console";

export interface OutputOptions {
  json: boolean;
  quiet: boolean;
}

/** What a command says: results on standard output, everything else on standard error. */
export class Output {
  readonly #out = new Console(process.stdout);
  #tell: (line: string) => void;

  constructor(readonly options: OutputOptions) {
    const err = new Console(process.stderr);
    this.#tell = (line) => err.error("%s", line);
  }

  /** Puts notes where they do not break a progress bar; gives what puts them back. */
  divert(tell: (line: string) => void): () => void {
    const before = this.#tell;
    this.#tell = tell;
    return () => {
      this.#tell = before;
    };
  }

  /** What may be of interest meanwhile. */
  note(line: string): void {
    if (!this.options.quiet) this.#tell(printable(line));
  }

  /** What someone has to know. */
  problem(line: string): void {
    this.#tell(printable(line));
  }

  /** A line of the result, for people. */
  result(line: string): void {
    if (!this.options.json && !this.options.quiet) this.#out.log("%s", printable(line));
  }

  /** The result, for machines: one document. */
  document(value: unknown): void {
    if (this.options.json) this.#out.log("%s", JSON.stringify(value, null, 2));
  }

  /** One of many results, for machines: a document in one line. */
  line(value: unknown): void {
    if (this.options.json) this.#out.log("%s", JSON.stringify(value));
  }
}

/** What others wrote must not steer the terminal. */
function printable(line: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out
  return line.replace(/[\x00-\x09\x0b-\x1f\x7f-\x9f]/g, "\ufffd");
}
