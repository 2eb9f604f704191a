import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
// @ts-expect-error the start scripts are plain JavaScript, since nothing is installed when they run
import { isInstalled } from "./installed.mjs";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "advertisex-installed-"));
  mkdirSync(join(folder, "node_modules"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const one = { version: "1.0.0", integrity: "sha512-one" };

function write(file: string, packages: Record<string, unknown>): void {
  writeFileSync(join(folder, file), JSON.stringify({ packages }));
}

describe("isInstalled", () => {
  it.each([
    ["the same packages", { "node_modules/one": one }, true],
    ["another version", { "node_modules/one": { ...one, version: "1.0.1" } }, false],
    ["another content", { "node_modules/one": { ...one, integrity: "sha512-two" } }, false],
    ["a package less", {}, false],
    ["a package more", { "node_modules/one": one, "node_modules/two": one }, true],
  ])("tells %s", (_name, found, answer) => {
    write("package-lock.json", {
      "": {},
      "node_modules/one": one,
      "node_modules/other-platform": { version: "1.0.0", optional: true },
    });
    write("node_modules/.package-lock.json", found);
    expect(isInstalled(folder)).toBe(answer);
  });

  it("is false when nothing was installed, or the list is broken", () => {
    write("package-lock.json", { "node_modules/one": one });
    expect(isInstalled(folder)).toBe(false);
    writeFileSync(join(folder, "node_modules/.package-lock.json"), "{");
    expect(isInstalled(folder)).toBe(false);
  });
});
