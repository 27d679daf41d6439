/**
 * The sentences of reports as templates of a closed grammar: text, fields in braces, optional groups in brackets. A template
 * is read here and nowhere run: whatever is no known field is refused with its place.
 */
import { capital } from "./wording";

/** A group that lacks one of its own fields leaves itself out; one may stand inside another, no deeper. */
const DEEPEST = 2;
export const TEMPLATE_LONGEST = 1200;

export type TemplatePart =
  | { kind: "text"; text: string }
  | { kind: "field"; name: string }
  | { kind: "group"; parts: readonly TemplatePart[] };

/** `at` counts characters from 1. */
export type TemplateProblem = { at: number; message: string };

export type ParsedTemplate =
  { ok: true; parts: readonly TemplatePart[] } | { ok: false; problems: readonly TemplateProblem[] };

const isControl = (sign: string) => sign < " " || sign === "\u007f" || sign === "\u2028" || sign === "\u2029";

type Open = { at: number; parts: TemplatePart[] };

function signProblem(sign: string): string | null {
  if (sign === "<" || sign === ">")
    return `Không dùng dấu ${sign}: câu báo cáo là chữ thường, không nhận thẻ HTML`;
  if (isControl(sign)) return "Câu phải nằm trên một dòng, không có ký tự điều khiển";
  return null;
}

/** @param fields the names that this sentence knows */
export function parseTemplate(template: string, fields: readonly string[]): ParsedTemplate {
  // By characters as people count them: a letter beyond the first plane is one.
  const signs = [...template.normalize("NFC")];
  const problems: TemplateProblem[] = [];
  const refuse = (index: number, message: string) => problems.push({ at: index + 1, message });
  if (signs.length > TEMPLATE_LONGEST) {
    refuse(TEMPLATE_LONGEST, `Câu dài ${signs.length} ký tự, tối đa ${TEMPLATE_LONGEST}`);
    return { ok: false, problems };
  }
  if (template.trim() === "") return { ok: false, problems: [{ at: 1, message: "Câu đang trống" }] };
  const open: Open[] = [{ at: -1, parts: [] }];
  const innermost = () => open.at(-1)?.parts ?? [];
  let text = "";
  const endText = () => {
    if (text !== "") innermost().push({ kind: "text", text });
    text = "";
  };
  for (let index = 0; index < signs.length; index += 1) {
    const sign = signs[index] ?? "";
    const wrong = signProblem(sign);
    if (wrong !== null) refuse(index, wrong);
    else if (sign === "{") {
      endText();
      index = readField(signs, index, fields, innermost(), refuse);
    } else if (sign === "}") refuse(index, "Dấu } không có dấu { đứng trước");
    else if (sign === "[") {
      endText();
      open.push({ at: index, parts: [] });
      if (open.length - 1 > DEEPEST) refuse(index, `Nhóm [ ] lồng nhau tối đa ${DEEPEST} lớp`);
    } else if (sign === "]") {
      endText();
      closeGroup(open, index, refuse);
    } else text += sign;
  }
  endText();
  for (const { at } of open.slice(1)) refuse(at, "Dấu [ chưa có dấu ] đóng lại");
  const parts = open[0]?.parts ?? [];
  return problems.length > 0 ? { ok: false, problems } : { ok: true, parts };
}

type Refuse = (index: number, message: string) => void;

/** Where its closing brace stands. */
function readField(
  signs: readonly string[],
  start: number,
  fields: readonly string[],
  into: TemplatePart[],
  refuse: Refuse,
): number {
  const length = signs.slice(start + 1).findIndex((sign) => "{}[]<>".includes(sign));
  const end = start + 1 + length;
  if (length === -1 || signs[end] !== "}") {
    refuse(start, "Dấu { chưa có dấu } đóng lại");
    return length === -1 ? signs.length : end - 1;
  }
  const name = signs
    .slice(start + 1, end)
    .join("")
    .trim()
    .replace(/\s+/g, " ");
  if (fields.includes(name)) into.push({ kind: "field", name });
  else refuse(start, name === "" ? "Trường { } chưa có tên" : `Câu này không có trường {${name}}`);
  return end;
}

function closeGroup(open: Open[], index: number, refuse: Refuse): void {
  if (open.length === 1) {
    refuse(index, "Dấu ] không có dấu [ đứng trước");
    return;
  }
  const group = open.pop();
  if (!group) return;
  if (!group.parts.some(({ kind }) => kind === "field"))
    refuse(group.at, "Nhóm [ ] phải có ít nhất một trường của riêng nó, để biết khi nào thì bỏ");
  open.at(-1)?.parts.push({ kind: "group", parts: group.parts });
}

/** What a field says; absent or null: there are no data for it. */
export type FieldValues = ReadonlyMap<string, string | null>;

/** No value can look like a part of a template, nor break a line. */
const plain = (value: string) => value.replace(/[{}[\]]/g, "").replace(/\s+/g, " ");

function joined(parts: readonly TemplatePart[], values: FieldValues): string | null {
  let text = "";
  for (const part of parts) {
    if (part.kind === "group") {
      text += joined(part.parts, values) ?? "";
      continue;
    }
    const piece = part.kind === "text" ? part.text : plain(values.get(part.name) ?? "");
    if (part.kind === "field" && piece.trim() === "") return null;
    text += piece;
  }
  return text;
}

/** What is left when parts are out: no double spaces, no comma before nothing, a capital at the beginning. */
function tidy(text: string): string {
  const clean = text
    .replace(/\s+/g, " ")
    .replace(/ ([,;:.)])/g, "$1")
    .replace(/([,;:])(?: ?[,;:])+/g, "$1")
    .replace(/[,;:] ?\./g, ".")
    .replace(/^[ ,;:.]+/, "")
    .trim();
  return capital(clean);
}

/** Plain text; null where a field outside of all groups has no data: the sentence leaves itself out. */
export function renderTemplate(parts: readonly TemplatePart[], values: FieldValues): string | null {
  const text = joined(parts, values);
  const clean = text === null ? "" : tidy(text);
  return /[\p{L}\p{N}]/u.test(clean) ? clean : null;
}
