import { expect, it } from "vitest";
import { BarScreen } from "./bar-screen";

const escaped = "\\u001b";
const tokens = new RegExp(`${escaped}\\[\\d+A|${escaped}\\[0J|\r|\n|[^${escaped}\r\n]+`, "g");

/** A terminal that understands what the screen writes: up, carriage return, and erasing to the end. */
function terminal(columns = 40) {
  const rows: string[] = [""];
  let row = 0;
  const write = (text: string) => {
    for (const [token] of text.matchAll(tokens)) {
      if (token === "\n") row += 1;
      else if (token.endsWith("A")) row -= Number(token.slice(2, -1));
      else if (token === "\x1b[0J") rows.length = row;
      else if (token !== "\r") rows[row] = (rows[row] ?? "") + token;
    }
  };
  return { rows, screen: new BarScreen({ write, columns }), write };
}

it("keeps its lines below what is printed, and leaves nothing behind", () => {
  const { rows, screen, write } = terminal();
  const [a, b] = [{}, {}];
  screen.set(a, "a 10 %");
  screen.set(b, "b 20 %");
  screen.around(() => write("first\n"));
  expect(rows).toEqual(["first", "a 10 %", "b 20 %"]);
  screen.set(a, "a 90 %");
  screen.around(() => write("second\n"));
  expect(rows).toEqual(["first", "second", "a 90 %", "b 20 %"]);
  screen.remove(a);
  expect(rows).toEqual(["first", "second", "b 20 %"]);
  screen.remove(b);
  expect(rows.filter((line) => line !== "")).toEqual(["first", "second"]);
});

it("cuts lines that would wrap, and takes out what would steer the terminal", () => {
  const { rows, screen } = terminal(10);
  const owner = {};
  screen.set(owner, "\x1b[2J0123456789012345");
  screen.around(() => {});
  expect(rows).toEqual(["\ufffd[2J01234"]);
  screen.remove(owner);
});
