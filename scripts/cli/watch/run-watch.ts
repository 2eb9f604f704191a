import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type CliError, Interrupted } from "../cli-error";
import { type ExitCode, exitCode, worstOf } from "../exit-codes";
import { counted, tellError } from "../figures";
import type { Stopping } from "../signals";
import { type SendContext, type SentFile, sendFile } from "../upload/send-file";
import { describeSent, exitCodeOf, tellSent } from "../upload/tell-sent";
import type { KindOf } from "./kind-map";
import { listFiles } from "./list-files";
import { setAside } from "./set-aside";
import { look, type Seen, settled } from "./settle";
import { type Verdict, verdictOf } from "./verdict";

const lookEveryMs = 1_000;
/** A timer can end before the clock has moved as far: a single look must not find that too little time has passed. */
const timerSlackMs = 20;
/** After trouble with a file, or with the server, it is left alone for so long. */
const laterMs = 30_000;

export interface WatchOptions {
  folder: string;
  kindOf: KindOf;
  settleMs: number;
  /** Ends once all that is there has been tried. */
  isOnce: boolean;
  /** All but the kind, which is told by each file. */
  context: Omit<SendContext, "kind">;
  stopping: Stopping;
}

/**
 * Sends what is put into a folder, and sets it aside, until it is told to stop.
 * @throws FileTrouble when the folder cannot be read
 */
export async function runWatch(options: WatchOptions): Promise<ExitCode> {
  const watch = new Watch(options);
  const { isOnce, settleMs, stopping } = options;
  await watch.look();
  do {
    const waitMs = isOnce ? settleMs + timerSlackMs : Math.min(lookEveryMs, settleMs);
    await sleep(waitMs, undefined, { signal: stopping.stop }).catch(() => {});
    if (stopping.stop.aborted) break;
    await watch.look();
    await watch.sendSettled();
  } while (!isOnce && !watch.isOver);
  return watch.finish();
}

class Watch {
  #seen: ReadonlyMap<string, Seen> = new Map();
  /** Not to be tried before that time. */
  readonly #later = new Map<string, number>();
  readonly #told = new Set<string>();
  readonly #files: ReturnType<typeof describeSent>[] = [];
  readonly #codes: ExitCode[] = [];
  /** Whether no other file would fare better. */
  isOver = false;

  constructor(readonly options: WatchOptions) {}

  async look(): Promise<void> {
    const listed = await listFiles(this.options.folder, (path) =>
      this.#tellOnce(`${path}: its name is not written in UTF-8; it is left where it is`),
    );
    this.#seen = look(this.#seen, listed, Date.now());
    for (const path of this.#later.keys()) if (!this.#seen.has(path)) this.#later.delete(path);
  }

  /** Sends what has settled, one file after the other, until there is a reason to stop. */
  async sendSettled(): Promise<void> {
    const { kindOf, settleMs, stopping } = this.options;
    for (const { path } of settled(this.#seen, Date.now(), settleMs)) {
      if (stopping.stop.aborted || this.isOver) return;
      if ((this.#later.get(path) ?? 0) > Date.now()) continue;
      const kind = kindOf(path);
      if (kind === undefined) {
        this.#tellOnce(`${path}: no --map fits it, and there is no --kind for the rest; it is left where it is`);
        continue;
      }
      const verdict = await this.#handle(path, { ...this.options.context, kind });
      this.isOver = verdict === "end";
      // the server is away: the other files would only wait for it too
      if (verdict === "later" && this.#codes.at(-1) === exitCode.unavailable) return;
    }
  }

  finish(): ExitCode {
    const { isOnce, context, settleMs, stopping } = this.options;
    // days of earlier troubles say nothing of why it ends
    if (!isOnce) return this.isOver ? (this.#codes.at(-1) ?? exitCode.ok) : exitCode.ok;
    const changing = this.#seen.size - settled(this.#seen, Date.now(), settleMs).length;
    if (changing > 0) context.output.note(`${counted(changing, "file")} still changing; left for the next time`);
    if (stopping.stop.aborted) this.#codes.push(exitCode.interrupted);
    const code = worstOf(this.#codes);
    context.output.document({ files: this.#files, exitCode: code });
    return code;
  }

  async #handle(path: string, context: SendContext): Promise<Verdict> {
    const sent = await sendFile(context, join(this.options.folder, path), path);
    const verdict = verdictOf(sent);
    if (verdict === "later" || verdict === "end") return this.#leave(path, sent, verdict);
    const movedTo = await setAside(context, this.options.folder, path, sent, verdict).catch((error: CliError) => {
      sent.error = error;
    });
    if (!movedTo) return this.#leave(path, sent, "later");
    this.#note(sent, movedTo, verdict === "failed" ? Math.max(exitCodeOf(sent), exitCode.rejected) : exitCodeOf(sent));
    return verdict;
  }

  #leave(path: string, sent: SentFile, verdict: Verdict): Verdict {
    this.#later.set(path, Date.now() + laterMs);
    const { output } = this.options.context;
    if (sent.error instanceof Interrupted) output.note(`${path}: left where it is; the next watch goes on with it`);
    else if (sent.error) this.#tellOnce(`${path}: ${tellError(sent.error)} (left where it is)`);
    this.#count(exitCodeOf(sent));
    if (this.options.isOnce) this.#files.push(describeSent(sent));
    else if (verdict === "end") output.line(describeSent(sent));
    return verdict;
  }

  #note(sent: SentFile, movedTo: string, code: number): void {
    const { output } = this.options.context;
    const line = `${tellSent(sent)} → ${movedTo}`;
    if (movedTo.startsWith("failed/")) output.problem(line);
    else output.result(line);
    this.#count(code as ExitCode);
    const told = { ...describeSent(sent), movedTo };
    if (this.options.isOnce) this.#files.push(told);
    else output.line(told);
  }

  /** Of a watch without an end only the last one is kept. */
  #count(code: ExitCode): void {
    if (!this.options.isOnce) this.#codes.length = 0;
    this.#codes.push(code);
  }

  /** What is said at every look would fill a log. */
  #tellOnce(line: string): void {
    if (this.#told.size > 10_000) this.#told.clear();
    if (!this.#told.has(line)) this.options.context.output.problem(line);
    this.#told.add(line);
  }
}
