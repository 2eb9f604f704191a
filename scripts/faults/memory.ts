import { readdirSync, readFileSync } from "node:fs";

/** Resident memory of a process and its children, in bytes (Linux: /proc); 0 when it is gone. */
export function residentBytes(pid: number): number {
  const parents = new Map<number, number[]>();
  for (const name of readdirSync("/proc")) {
    const parent = /^\d+$/.test(name) ? parentOf(Number(name)) : undefined;
    if (parent !== undefined) parents.set(parent, [...(parents.get(parent) ?? []), Number(name)]);
  }
  const sum = (of: number): number =>
    ownBytes(of) + (parents.get(of) ?? []).reduce((all, child) => all + sum(child), 0);
  return sum(pid);
}

function parentOf(pid: number): number | undefined {
  try {
    return Number(/^PPid:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]);
  } catch {
    return undefined;
  }
}

function ownBytes(pid: number): number {
  try {
    return Number(/^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0) * 1024;
  } catch {
    return 0;
  }
}

/** Looks at a process four times a second, and keeps the most that it held. */
export function watchMemory(pid: number): { peakBytes: () => number; stop: () => void } {
  let peak = residentBytes(pid);
  const timer = setInterval(() => {
    peak = Math.max(peak, residentBytes(pid));
  }, 250);
  return { peakBytes: () => peak, stop: () => clearInterval(timer) };
}

/** For people: whole megabytes. */
export function megabytes(bytes: number): string {
  return `${Math.round(bytes / 1024 ** 2)} MB`;
}
