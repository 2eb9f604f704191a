import { createHash } from "node:crypto";
import { type FileHandle, mkdtemp, open, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

const writeBytes = 256 * 1024;
const readBytes = 64 * 1024;

/** A file of its own for one request: written once, then read as often as wanted. It is gone when it is closed, or the process dies. */
export class CorrectedFile {
  readonly #hash = createHash("sha256");
  #waiting: Uint8Array[] = [];
  #waitingBytes = 0;
  #written = 0;

  private constructor(
    readonly handle: FileHandle,
    readonly removed: Promise<void>,
  ) {}

  static async create(): Promise<CorrectedFile> {
    const folder = await mkdtemp(join(tmpdir(), "advertisex-corrections-"));
    const handle = await open(join(folder, "file"), "w+", 0o600);
    // without a name it goes away with its last user, whatever happens to that one
    return new CorrectedFile(handle, rm(folder, { recursive: true, force: true }));
  }

  async append(bytes: Uint8Array): Promise<void> {
    this.#hash.update(bytes);
    this.#waiting.push(bytes);
    this.#waitingBytes += bytes.length;
    if (this.#waitingBytes >= writeBytes) await this.#write();
  }

  /**
   * Ends the writing.
   * @returns the hash of all of it
   */
  async finish(): Promise<string> {
    await this.#write();
    await this.removed;
    return this.#hash.digest("base64url");
  }

  async *read(): AsyncGenerator<Uint8Array> {
    for (let at = 0; at < this.#written; ) {
      const { bytesRead, buffer } = await this.handle.read(new Uint8Array(readBytes), 0, readBytes, at);
      if (bytesRead === 0) throw new Error("The corrected file ends before what was written to it.");
      yield buffer.subarray(0, bytesRead);
      at += bytesRead;
    }
  }

  async close(): Promise<void> {
    await this.handle.close();
    await this.removed;
  }

  async #write(): Promise<void> {
    const bytes = Buffer.concat(this.#waiting);
    this.#waiting = [];
    this.#waitingBytes = 0;
    for (let done = 0; done < bytes.length; ) {
      const { bytesWritten } = await this.handle.write(bytes, done, bytes.length - done, this.#written);
      done += bytesWritten;
      this.#written += bytesWritten;
    }
  }
}
