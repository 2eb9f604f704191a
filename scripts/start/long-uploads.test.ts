import { execFileSync } from "node:child_process";
import { expect, it } from "vitest";

it("lets a request's body come for hours, as Next makes its server", () => {
  const preload = new URL("./long-uploads.mjs", import.meta.url).href;
  const code = "console.log(require('node:http').createServer(() => undefined).requestTimeout)";
  expect(Number(execFileSync(process.execPath, ["-e", code], { encoding: "utf8" }))).toBe(300_000);
  expect(Number(execFileSync(process.execPath, ["--import", preload, "-e", code], { encoding: "utf8" }))).toBe(
    43_200_000,
  );
});
