/** What a semicolon within does not end: strings, quoted names, dollar quotes, comments. */
const opaque = /'(?:[^']|'')*'|"[^"]*"|(\$\w*\$)[\s\S]*?\1|--[^\n]*|\/\*[\s\S]*?\*\//g;

/** Cuts SQL into its statements, without their semicolons; comments alone are none. */
export function splitStatements(sql: string): string[] {
  const masked = sql.replace(opaque, (part) => (isComment(part) ? " " : "x").repeat(part.length));
  const statements: string[] = [];
  let start = 0;
  for (let end = masked.indexOf(";"); end >= 0; end = masked.indexOf(";", start)) {
    if (masked.slice(start, end).trim()) statements.push(sql.slice(start, end).trim());
    start = end + 1;
  }
  if (masked.slice(start).trim()) statements.push(sql.slice(start).trim());
  return statements;
}

function isComment(part: string): boolean {
  return part.startsWith("--") || part.startsWith("/*");
}
