/**
 * Where to go after the sign-in: the path that was asked for, if it is one of this site's own
 * pages; else the start page. Backslashes and control characters count as a browser reads them
 * (WHATWG URL, section 4.4), so that `/\evil.example` is not taken for a path.
 */
export function safeNext(next: string | null | undefined): string {
  if (!next?.startsWith("/")) return "/";
  const base = "http://here.invalid";
  if (!URL.canParse(next, base)) return "/";
  const url = new URL(next, base);
  if (url.origin !== base || url.pathname.startsWith("//")) return "/";
  if (/^\/(?:sign-in|api)(?:\/|$)/.test(url.pathname)) return "/";
  return `${url.pathname}${url.search}${url.hash}`;
}
