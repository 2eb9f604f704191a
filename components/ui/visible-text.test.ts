import { describe, expect, it } from "vitest";
import { visiblePieces } from "./visible-text";

const shown = (text: string, marked: { start: number; end: number } | null = null) =>
  visiblePieces(text, marked).map((piece) => {
    const word = piece.hidden ? `<${piece.hidden}>` : piece.text;
    return piece.isMarked ? `[${word}]` : word;
  });

describe("visiblePieces", () => {
  it("names what cannot be seen, or turns the text around", () => {
    expect(shown("a\0b")).toEqual(["a", "<NUL>", "b"]);
    expect(shown("user\u202Egnp.exe")).toEqual(["user", "<RLO>", "gnp.exe"]);
    expect(shown("\u200B\uFEFF\u{E0001}\uD800\u0085")).toEqual([
      "<ZWSP>",
      "<BOM>",
      "<U+E0001>",
      "<U+D800>",
      "<U+0085>",
    ]);
  });

  it("leaves lines, tabs, markup, Arabic and pictures as they are", () => {
    const text = "<script>alert(1)</script>\n\tعربي 🎉";
    expect(shown(text)).toEqual([text]);
  });

  it("marks a part, with what is hidden in it", () => {
    expect(shown("ab\0cd", { start: 1, end: 4 })).toEqual(["a", "[b]", "[<NUL>]", "[c]", "d"]);
    expect(shown("abc", { start: 0, end: 3 })).toEqual(["[abc]"]);
  });
});
