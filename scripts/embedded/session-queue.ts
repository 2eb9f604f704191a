/** Who may have the one session next: first come, first served. */
export class SessionQueue<Owner extends object> {
  private holder: Owner | undefined;
  private readonly waiting: { owner: Owner; start: () => void }[] = [];

  isHeldBy(owner: Owner): boolean {
    return this.holder === owner;
  }

  /** Resolves once the session is the owner's; at once when it already is. */
  acquire(owner: Owner): Promise<void> {
    if (this.holder === owner) return Promise.resolve();
    if (!this.holder) {
      this.holder = owner;
      return Promise.resolve();
    }
    return new Promise((resolve) => this.waiting.push({ owner, start: resolve }));
  }

  /** Gives the session to the next in line. */
  release(owner: Owner): void {
    if (this.holder !== owner) return;
    const next = this.waiting.shift();
    this.holder = next?.owner;
    next?.start();
  }
}
