/** Where browsers tell what the policy refused. */
export const reportPath = "/api/csp-reports";

/**
 * The content security policy of a page: scripts run only with the page's own nonce, or when such a script loads
 * them (W3C CSP Level 3, `strict-dynamic`); no inline script and no handler in an attribute does. Styles may stand
 * inline: charts set them as attributes, and what they could do is bounded by the other directives.
 * @param nonce fresh for every page, base64
 */
export function contentSecurityPolicy(nonce: string, options: { isDevelopment: boolean }): string {
  const { isDevelopment } = options;
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${isDevelopment ? " 'unsafe-eval'" : ""}`,
    "script-src-attr 'none'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    `connect-src 'self'${isDevelopment ? " ws: wss:" : ""}`,
    "worker-src 'self' blob:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    `report-uri ${reportPath}`,
  ].join("; ");
}
