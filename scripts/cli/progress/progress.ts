import { bytes, duration } from "../figures";
import type { Output } from "../output";
import { BarScreen } from "./bar-screen";
import { Rate } from "./rate";

/** How one file comes along. */
export interface FileProgress {
  /** @param doing such as `reading`; a new one begins the measuring anew */
  at(doing: string, position: number, total: number): void;
  end(): void;
}

export interface Progress {
  begin(label: string): FileProgress;
  close(): void;
}

const quietly: Progress = { begin: () => ({ at: () => {}, end: () => {} }), close: () => {} };
const lineEveryMs = 30_000;

/** Bars on a terminal, now and then a line elsewhere, nothing when it is to be quiet. */
export function createProgress(output: Output, isTerminal = process.stderr.isTTY === true): Progress {
  if (output.options.quiet) return quietly;
  return isTerminal ? bars(output) : lines(output);
}

/** Follows a position, and says how fast it goes; something else that is done is measured anew. */
function follower(): (doing: string, position: number, total: number) => string {
  let rate = new Rate();
  let before = "";
  return (doing, position, total) => {
    if (doing !== before) rate = new Rate();
    before = doing;
    rate.at(position);
    return tell(rate, position, total);
  };
}

function tell(rate: Rate, position: number, total: number): string {
  const speed = rate.perSecond;
  const leftMs = rate.leftMs(total);
  return [
    `${bytes(position)} of ${bytes(total)}`,
    speed === undefined ? "" : `${bytes(speed)}/s`,
    leftMs === undefined || position >= total ? "" : `${duration(Math.max(1000, leftMs))} left`,
  ]
    .filter((part) => part !== "")
    .join(", ");
}

function bars(output: Output): Progress {
  const screen = new BarScreen(process.stderr);
  const undo = output.printAround((print) => screen.around(print));
  return {
    begin: (label) => {
      const owner = {};
      const follow = follower();
      return {
        at: (doing, position, total) => {
          const told = follow(doing, position, total);
          // what is told needs 56 columns
          const isNarrow = (process.stderr.columns || 80) < 110;
          const shown = bar(position, total, isNarrow ? 8 : 24);
          screen.set(owner, `${shorten(label, isNarrow ? 14 : 28)} ${shown} ${doing} ${told}`);
        },
        end: () => screen.remove(owner),
      };
    },
    close: undo,
  };
}

function bar(position: number, total: number, width: number): string {
  const done = total === 0 ? 1 : Math.min(1, position / total);
  const filled = Math.round(done * width);
  return `${"█".repeat(filled)}${"░".repeat(width - filled)} ${String(Math.floor(done * 100)).padStart(3)} %`;
}

function lines(output: Output): Progress {
  return {
    begin: (label) => {
      const follow = follower();
      let toldAt = Date.now();
      return {
        at: (doing, position, total) => {
          const told = follow(doing, position, total);
          if (Date.now() - toldAt < lineEveryMs) return;
          toldAt = Date.now();
          output.note(`${label}: ${doing} ${told}`);
        },
        end: () => {},
      };
    },
    close: () => {},
  };
}

/** The end of a path tells more than its beginning. */
function shorten(label: string, width: number): string {
  return (label.length > width ? `…${label.slice(1 - width)}` : label).padEnd(width);
}
