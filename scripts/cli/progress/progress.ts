import { MultiBar, type Options } from "cli-progress";
import { bytes, duration } from "../figures";
import type { Output } from "../output";
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
  const options: Options = {
    stream: process.stderr,
    format: "{label} {bar} {percentage}% {doing} {told}",
    barsize: 24,
    hideCursor: true,
    clearOnComplete: true,
    // Ctrl-C is ours
    gracefulExit: false,
    emptyOnZero: true,
  };
  const multi = new MultiBar(options);
  const undo = output.divert((line) => multi.log(`${line}\n`));
  return {
    begin: (label) => {
      const bar = multi.create(1, 0, { label: shorten(label), doing: "", told: "" });
      let rate = new Rate();
      let before = "";
      return {
        at: (doing, position, total) => {
          if (doing !== before) rate = new Rate();
          before = doing;
          rate.at(position);
          bar.setTotal(Math.max(1, total));
          bar.update(position, { doing, told: tell(rate, position, total) });
        },
        end: () => void multi.remove(bar),
      };
    },
    close: () => {
      multi.stop();
      undo();
    },
  };
}

function lines(output: Output): Progress {
  return {
    begin: (label) => {
      let rate = new Rate();
      let before = "";
      let toldAt = Date.now();
      return {
        at: (doing, position, total) => {
          if (doing !== before) rate = new Rate();
          before = doing;
          rate.at(position);
          if (Date.now() - toldAt < lineEveryMs) return;
          toldAt = Date.now();
          output.note(`${label}: ${doing} ${tell(rate, position, total)}`);
        },
        end: () => {},
      };
    },
    close: () => {},
  };
}

/** The end of a path tells more than its beginning. */
function shorten(label: string): string {
  const width = 28;
  return (label.length > width ? `…${label.slice(1 - width)}` : label).padEnd(width);
}
