/** Draws a figure as it stands on the page onto a canvas: title, drawing, words beside it, source. Only in a browser. */

const SCALE = 2;
const PAD = 16;
const FOOT = 20;

/** What a drawing looks like besides its geometry; in an image of its own it knows no style sheet. */
const STYLES = [
  "fill",
  "fill-opacity",
  "stroke",
  "stroke-width",
  "stroke-dasharray",
  "stroke-linecap",
  "stroke-opacity",
  "opacity",
  "font-family",
  "font-size",
  "font-weight",
  "text-anchor",
  "dominant-baseline",
  "display",
  "visibility",
];

function withStyles(svg: SVGSVGElement): SVGSVGElement {
  const copy = svg.cloneNode(true) as SVGSVGElement;
  const [from, to] = [svg, copy].map((root) => [root, ...root.querySelectorAll<SVGElement>("*")]) as [
    SVGElement[],
    SVGElement[],
  ];
  for (const [index, element] of from.entries()) {
    const computed = getComputedStyle(element);
    for (const name of STYLES) to[index]?.style.setProperty(name, computed.getPropertyValue(name));
  }
  const { width, height } = svg.getBoundingClientRect();
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  copy.setAttribute("width", String(width));
  copy.setAttribute("height", String(height));
  return copy;
}

async function toImage(svg: SVGSVGElement): Promise<HTMLImageElement> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(new XMLSerializer().serializeToString(withStyles(svg)))}`;
  await image.decode();
  return image;
}

/** The words of an element outside its drawings, each where it stands. */
function textNodes(root: Element): Text[] {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const found: Text[] = [];
  while (walker.nextNode()) {
    const node = walker.currentNode as Text;
    if (node.data.trim() !== "" && !node.parentElement?.closest("svg")) found.push(node);
  }
  return found;
}

function drawText(context: CanvasRenderingContext2D, node: Text, origin: DOMRect) {
  const parent = node.parentElement;
  if (!parent) return;
  const range = document.createRange();
  range.selectNodeContents(node);
  const style = getComputedStyle(parent);
  context.fillStyle = style.color;
  context.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
  context.textBaseline = "middle";
  // One box for each line; of text on several lines all stands on the first.
  const [box] = range.getClientRects();
  if (box) context.fillText(node.data.trim(), box.left - origin.left, box.top - origin.top + box.height / 2);
}

/** An image leaves its page: it says itself of whom it speaks, and that a demo is made up. */
function footWords(): string {
  const title = document.querySelector("h1")?.textContent ?? "";
  return [title, "Bao Phủ", document.querySelector(".sample-note") ? "số liệu minh họa" : ""]
    .filter((word) => word !== "")
    .join(" · ");
}

/** @param parts of the figure that are drawn, from the top down */
export async function figureImage(figure: HTMLElement, parts: readonly Element[]): Promise<Blob | null> {
  const boxes = parts.map((part) => part.getBoundingClientRect());
  const origin = figure.getBoundingClientRect();
  const bottom = Math.max(...boxes.map((box) => box.bottom));
  const canvas = document.createElement("canvas");
  canvas.width = Math.ceil(origin.width * SCALE);
  canvas.height = Math.ceil((bottom - origin.top + FOOT + PAD) * SCALE);
  const context = canvas.getContext("2d");
  if (!context) return null;
  context.scale(SCALE, SCALE);
  context.fillStyle = getComputedStyle(figure).backgroundColor;
  context.fillRect(0, 0, origin.width, canvas.height);
  for (const part of parts) {
    for (const svg of part.querySelectorAll("svg")) {
      const box = svg.getBoundingClientRect();
      if (box.width === 0 || box.height === 0) continue;
      context.drawImage(
        await toImage(svg),
        box.left - origin.left,
        box.top - origin.top,
        box.width,
        box.height,
      );
    }
    for (const node of textNodes(part)) drawText(context, node, origin);
  }
  const style = getComputedStyle(figure);
  context.fillStyle = style.color;
  context.font = `500 12px ${style.fontFamily}`;
  context.fillText(footWords(), PAD, bottom - origin.top + FOOT);
  return new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
}
