/** What stands above the chart in its picture. */
export interface PictureWords {
  title: string;
  /** Smaller lines below it: whose, which range, how fresh. */
  about: readonly string[];
}

/** Pixels a CSS pixel, so that print and large screens stay sharp. */
const scale = 2;
const padding = 24;
const lineHeight = 20;

/** What of an element's style decides how it is drawn; `var(…)` of the page is unknown inside a picture. */
const drawn = [
  "fill",
  "fill-opacity",
  "stroke",
  "stroke-opacity",
  "stroke-width",
  "stroke-dasharray",
  "opacity",
  "font-size",
  "font-weight",
  "stop-color",
  "stop-opacity",
  "text-anchor",
];

/**
 * Draws a chart as PNG: in the colours that it has on screen, with a title and where it comes from.
 * @throws Error where the browser cannot draw it
 */
export async function chartPicture(chart: SVGSVGElement, { title, about }: PictureWords): Promise<Blob> {
  const { width, height } = chart.getBoundingClientRect();
  const head = padding + lineHeight * (about.length + 1) + 12;
  const canvas = document.createElement("canvas");
  canvas.width = (width + 2 * padding) * scale;
  canvas.height = (head + height + padding) * scale;
  const context = canvas.getContext("2d");
  if (!context) throw new Error("this browser has no canvas");
  context.scale(scale, scale);
  const style = getComputedStyle(document.documentElement);
  const color = (name: string) => style.getPropertyValue(name).trim();
  context.fillStyle = color("--card");
  context.fillRect(0, 0, canvas.width, canvas.height);
  const family = getComputedStyle(document.body).fontFamily;
  context.fillStyle = color("--foreground");
  context.font = `600 15px ${family}`;
  context.fillText(title, padding, padding + 10, width);
  context.fillStyle = color("--muted-foreground");
  context.font = `12px ${family}`;
  for (const [index, line] of about.entries())
    context.fillText(line, padding, padding + 10 + lineHeight * (index + 1), width);
  context.drawImage(await imageOf(chart, width, height, family), padding, head, width, height);
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("the picture is empty"))), "image/png"),
  );
}

async function imageOf(chart: SVGSVGElement, width: number, height: number, family: string): Promise<HTMLImageElement> {
  const copy = chart.cloneNode(true) as SVGSVGElement;
  const [originals, copies] = [chart.querySelectorAll<SVGElement>("*"), copy.querySelectorAll<SVGElement>("*")];
  originals.forEach((original, index) => {
    const style = getComputedStyle(original);
    for (const name of drawn) copies[index]?.setAttribute(name, style.getPropertyValue(name));
    copies[index]?.removeAttribute("style");
    copies[index]?.removeAttribute("class");
  });
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  copy.setAttribute("width", String(width * scale));
  copy.setAttribute("height", String(height * scale));
  copy.setAttribute("viewBox", `0 0 ${width} ${height}`);
  copy.setAttribute("font-family", family);
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(new XMLSerializer().serializeToString(copy))}`;
  await image.decode();
  return image;
}
