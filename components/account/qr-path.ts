/** The dark cells of a QR code as one path of an SVG, one unit a cell. */
export function qrPath(cells: readonly (readonly boolean[])[]): string {
  return cells.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : []))).join("");
}
