/** An official paper as a page of its own: what a browser prints of it, without anything of the application around. */
import {
  MOTTO,
  numberLine,
  placeAndDay,
  type Paper,
  type PaperChart,
  type PaperSection,
  type PaperTable,
  type PaperText,
} from "@/lib/domain/paper";
import { PAPER_STYLE } from "./paper-style";

const ESCAPED: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const escape = (text: string) => text.replace(/[&<>"]/g, (one) => ESCAPED[one] ?? one);

const element = (tag: string, name: string, ...inner: readonly string[]) =>
  `<${tag}${name === "" ? "" : ` class="${name}"`}>${inner.join("")}</${tag}>`;
const p = (name: string, text: string) => element("p", name, escape(text));

const sentence = (text: PaperText) =>
  typeof text === "string"
    ? p("text", text)
    : element("p", "text", element("strong", "", escape(text.lead)), " ", escape(text.text));

/** A table of so few rows is not torn apart by the end of a page. */
const SHORT = 12;

function grid({ caption, columns, rows, total, note }: PaperTable): string {
  const line = (tag: string, texts: readonly string[]) =>
    element("tr", "", ...columns.map(({ align }, at) => element(tag, align, escape(texts[at] ?? ""))));
  const widths = columns.map(({ width }) => `<col style="width:${Number(width)}%">`);
  return [
    element(
      "table",
      rows.length <= SHORT ? "short" : "",
      element("caption", "", escape(caption)),
      element("colgroup", "", ...widths),
      element(
        "thead",
        "",
        line(
          "th",
          columns.map(({ head }) => head),
        ),
      ),
      element("tbody", "", ...rows.map((texts) => line("td", texts))),
      // Once, below the last row: a foot would be repeated on every page.
      ...(total ? [element("tbody", "total", line("td", total))] : []),
    ),
    ...(note ? [p("note", note)] : []),
  ].join("");
}

function bars({ caption, rows, note }: PaperChart): string {
  const bar = ({ label, length, shown }: PaperChart["rows"][number]) =>
    element(
      "li",
      "",
      element("span", "", escape(label)),
      `<svg viewBox="0 0 1000 10" preserveAspectRatio="none"><rect width="${Number(length)}" height="10"/></svg>`,
      element("span", "right", escape(shown)),
    );
  return element(
    "figure",
    "",
    element("figcaption", "", escape(caption)),
    element("ul", "", ...rows.map(bar)),
    ...(note ? [p("note", note)] : []),
  );
}

const section = ({ heading, paragraphs, table, chart, notes = [] }: PaperSection) =>
  element(
    "section",
    "",
    ...(heading === "" ? [] : [element("h3", "", escape(heading))]),
    ...paragraphs.map(sentence),
    ...(table ? [grid(table)] : []),
    ...(chart ? [bars(chart)] : []),
    ...notes.map((note) => p("note", note)),
  );

function head(paper: Paper): string {
  const { parentAgency, agency, place, day } = paper;
  return element(
    "div",
    "head",
    element("div", "", p("", parentAgency), p("name", agency), p("number", numberLine(paper))),
    element("div", "", p("state", MOTTO[0]), p("name", MOTTO[1]), p("day", placeAndDay(place, day))),
  );
}

function foot({ signers, receivers }: Paper): string {
  const to = receivers.map((one, at) => p("", `- ${one}${at === receivers.length - 1 ? "." : ";"}`));
  const place = ({ role, name }: Paper["signers"][number]) =>
    element("div", "", p("role", role), p("hint", "(Ký, ghi rõ họ tên)"), p("who", name ?? ""));
  return element(
    "div",
    signers.length === 1 ? "foot" : "foot many",
    element("div", "to", p("hint", "Nơi nhận:"), ...to),
    element("div", "sign", ...signers.map(place)),
  );
}

/** No script runs in it and nothing is fetched by it, whatever somebody typed into a name or a sentence. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'";

export function paperHtml(paper: Paper): string {
  const body = [
    head(paper),
    ...(paper.warning === null ? [] : [p("warning", paper.warning)]),
    element("h2", "", escape(paper.title), element("span", "", escape(paper.subject))),
    ...paper.sections.map(section),
    foot(paper),
    ...(paper.footnotes ?? []).map((note) => p("proof", note)),
  ];
  return [
    `<!doctype html><html lang="vi"><head><meta charset="utf-8">`,
    `<meta http-equiv="Content-Security-Policy" content="${POLICY}">`,
    element("title", "", escape(`${paper.title}. ${paper.subject}`)),
    `<style>${PAPER_STYLE}</style></head><body>${body.join("")}</body></html>`,
  ].join("");
}
