import { expect, it } from "vitest";
import { contentSecurityPolicy } from "./content-security-policy";

const scriptsOf = (policy: string) =>
  policy
    .split("; ")
    .filter((directive) => directive.startsWith("script-src"))
    .join(" ");

it("lets run only what has the page's nonce", () => {
  const policy = contentSecurityPolicy("bm9uY2U=", { isDevelopment: false });
  expect(scriptsOf(policy)).toBe("script-src 'self' 'nonce-bm9uY2U=' 'strict-dynamic' script-src-attr 'none'");
  expect(policy).not.toContain("unsafe-eval");
  expect(policy).not.toMatch(/(?:^|[ ;])(?:\*|https?:|data:)(?: |;|$)(?=.*script)/);
});

it("evaluates code in development only", () => {
  expect(scriptsOf(contentSecurityPolicy("x", { isDevelopment: true }))).toContain("'unsafe-eval'");
});
