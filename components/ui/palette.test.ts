import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

/*
 * Contrast by WCAG 2.2 (1.4.3 text, 1.4.11 controls and graphics); colour vision by the matrices of
 * Machado, Oliveira and Fernandes (2009) at full strength, distance in CIE Lab (ΔE 1976).
 */
const css = readFileSync(new URL("../../app/globals.css", import.meta.url), "utf8");

type Rgb = [number, number, number];
type Palette = (name: string) => Rgb;

function paletteOf(selector: string): Palette {
  const block = css.split(`${selector} {`)[1]?.split("}")[0] ?? "";
  const colors = new Map(
    [...block.matchAll(/--([\w-]+): #([0-9a-f]{6});/g)].map(([, name = "", hex = ""]) => [name, hex]),
  );
  return (name) => {
    const hex = colors.get(name);
    if (!hex) throw new Error(`${selector} has no --${name}`);
    return [0, 2, 4].map((at) => linear(Number.parseInt(hex.slice(at, at + 2), 16) / 255)) as Rgb;
  };
}

function linear(channel: number): number {
  return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
}

function contrast(a: Rgb, b: Rgb): number {
  const [dark, light] = [a, b].map(([r, g, blue]) => 0.2126 * r + 0.7152 * g + 0.0722 * blue).sort((x, y) => x - y) as [
    number,
    number,
  ];
  return (light + 0.05) / (dark + 0.05);
}

function times(matrix: number[][], [r, g, b]: Rgb): Rgb {
  return matrix.map(([x = 0, y = 0, z = 0]) => Math.min(1, Math.max(0, x * r + y * g + z * b))) as Rgb;
}

function lab(rgb: Rgb): Rgb {
  const xyz = times(
    [
      [0.4339, 0.3762, 0.1899],
      [0.2126, 0.7152, 0.0722],
      [0.0178, 0.1095, 0.8727],
    ],
    rgb,
  );
  const [x, y, z] = xyz.map((value) => (value > 0.008856 ? Math.cbrt(value) : 7.787 * value + 16 / 116)) as Rgb;
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

function distance(a: Rgb, b: Rgb): number {
  const [x, y] = [lab(a), lab(b)];
  return Math.hypot(x[0] - y[0], x[1] - y[1], x[2] - y[2]);
}

const VISION = {
  "full colour vision": [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
};

const SURFACES = ["background", "card", "popover", "muted", "accent"];
const TONES = ["success", "warning", "danger", "info"];

describe.each([":root", ".dark"])("colours of %s", (selector) => {
  const color = paletteOf(selector);

  it.each(["foreground", "muted-foreground", "faint-foreground"])("--%s is readable on every surface", (text) => {
    for (const surface of SURFACES.slice(0, text === "faint-foreground" ? 4 : 5)) {
      expect(contrast(color(text), color(surface)), `on ${surface}`).toBeGreaterThanOrEqual(4.5);
    }
  });

  it.each(TONES)("text of tone %s is readable on its own and on plain ground", (tone) => {
    for (const ground of [`${tone}-soft`, "card", "background", "popover"]) {
      expect(contrast(color(`${tone}-text`), color(ground)), ground).toBeGreaterThanOrEqual(4.5);
    }
    expect(contrast(color("muted-foreground"), color(`${tone}-soft`))).toBeGreaterThanOrEqual(4.5);
  });

  it("labels on filled buttons are readable", () => {
    const white: Rgb = [1, 1, 1];
    expect(contrast(color("primary-foreground"), color("primary"))).toBeGreaterThanOrEqual(4.5);
    expect(contrast(color("primary-foreground"), color("primary-hover"))).toBeGreaterThanOrEqual(4.5);
    expect(contrast(color("brand-foreground"), color("brand"))).toBeGreaterThanOrEqual(4.5);
    expect(contrast(white, color("danger"))).toBeGreaterThanOrEqual(4.5);
    expect(contrast(white, color("danger-hover"))).toBeGreaterThanOrEqual(4.5);
  });

  it("links, focus rings, borders of inputs, states and chart lines stand out", () => {
    expect(contrast(color("brand"), color("card"))).toBeGreaterThanOrEqual(4.5);
    for (const name of ["ring", "input", ...TONES, "chart-1", "chart-2", "chart-3", "chart-4", "chart-5", "chart-6"]) {
      expect(contrast(color(name), color("card")), name).toBeGreaterThanOrEqual(3);
    }
  });

  it.each(Object.entries(VISION))("neighbouring chart colours differ with %s", (_name, matrix) => {
    const seen = [1, 2, 3, 4, 5, 6].map((index) => times(matrix, color(`chart-${index}`)));
    const close: string[] = [];
    seen.forEach((a, i) => {
      seen.slice(i + 1).forEach((b, j) => {
        const apart = distance(a, b);
        if (apart < 15) close.push(`chart-${i + 1} and chart-${i + j + 2}: ${apart.toFixed(1)}`);
      });
    });
    expect(close).toEqual([]);
  });
});
