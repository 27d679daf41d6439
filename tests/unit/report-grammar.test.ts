import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseTemplate, renderTemplate, TEMPLATE_LONGEST } from "@/lib/domain/report-grammar";
import { REPORT_SCOPES } from "@/lib/domain/report-facts";
import { fieldsOf, SENTENCE_IDS, sentencesOf, standardTemplate } from "@/lib/domain/report-sentences";

const FIELDS = ["ngày", "giá trị", "% kế hoạch", "còn thiếu"];

function render(template: string, values: Record<string, string | null>): string | null {
  const parsed = parseTemplate(template, FIELDS);
  if (!parsed.ok) throw new Error(parsed.problems.map(({ message }) => message).join("; "));
  return renderTemplate(parsed.parts, new Map(Object.entries(values)));
}

function problems(template: string) {
  const parsed = parseTemplate(template, FIELDS);
  return parsed.ok ? [] : parsed.problems;
}

describe("a template of a sentence", () => {
  test("puts what is known into its fields", () => {
    expect(render("đến {ngày} có {giá trị}.", { ngày: "ngày 30/11/2023", "giá trị": "504 người" })).toBe(
      "Đến ngày 30/11/2023 có 504 người.",
    );
  });

  test("leaves a group out when a field of its own has no data, and keeps the group around it", () => {
    const template = "Có {giá trị}[, đạt {% kế hoạch}[; còn thiếu {còn thiếu}]].";
    expect(render(template, { "giá trị": "9", "% kế hoạch": "90%", "còn thiếu": "1" })).toBe(
      "Có 9, đạt 90%; còn thiếu 1.",
    );
    expect(render(template, { "giá trị": "9", "% kế hoạch": "90%", "còn thiếu": null })).toBe(
      "Có 9, đạt 90%.",
    );
    expect(render(template, { "giá trị": "9", "% kế hoạch": null, "còn thiếu": "1" })).toBe("Có 9.");
  });

  test("leaves itself out when a field outside of all groups has no data, or nothing is left", () => {
    expect(render("Có {giá trị}.", { "giá trị": null })).toBeNull();
    expect(render("Có {giá trị}.", {})).toBeNull();
    expect(render("[{giá trị}][; {ngày}].", {})).toBeNull();
  });

  test("has no comma before nothing, no double space, and a capital at its beginning", () => {
    expect(render("[{ngày}][; {giá trị}] .", { "giá trị": "huyện A" })).toBe("Huyện A.");
    expect(render("{giá trị} , [{ngày}], xong.", { "giá trị": "đủ" })).toBe("Đủ, xong.");
  });

  test("is never evaluated: a value that looks like a template is text", () => {
    expect(render("Có {giá trị}.", { "giá trị": "{ngày} [x]" })).toBe("Có ngày x.");
    expect(render("Có ${giá trị} và {{ngày}".replace("{{", "{"), { "giá trị": "1", ngày: "2" })).toBe(
      "Có $1 và 2",
    );
  });

  test("keeps the marks of names", () => {
    expect(render("Có {giá trị}.", { "giá trị": "huyện Krông A'Na, Phan Rang-Tháp Chàm" })).toBe(
      "Có huyện Krông A'Na, Phan Rang-Tháp Chàm.",
    );
  });
});

describe("a template is refused with the place of what is wrong", () => {
  test.each([
    ["Có {số lạ}.", 4, "Câu này không có trường {số lạ}"],
    ["Có {}.", 4, "Trường { } chưa có tên"],
    ["Có {giá trị", 4, "Dấu { chưa có dấu } đóng lại"],
    ["Có {giá {ngày}}.", 4, "Dấu { chưa có dấu } đóng lại"],
    ["Có giá trị}.", 11, "Dấu } không có dấu { đứng trước"],
    ["Có [{ngày}.", 4, "Dấu [ chưa có dấu ] đóng lại"],
    ["Có {ngày}].", 10, "Dấu ] không có dấu [ đứng trước"],
    ["Có [chữ].", 4, "Nhóm [ ] phải có ít nhất một trường của riêng nó, để biết khi nào thì bỏ"],
    ["[{ngày}[{ngày}[{ngày}]]]", 15, "Nhóm [ ] lồng nhau tối đa 2 lớp"],
    ["<script>", 1, "Không dùng dấu <: câu báo cáo là chữ thường, không nhận thẻ HTML"],
    ["Một\nhai {ngày}", 4, "Câu phải nằm trên một dòng, không có ký tự điều khiển"],
    ["   ", 1, "Câu đang trống"],
    [
      "ầ".repeat(TEMPLATE_LONGEST + 1),
      TEMPLATE_LONGEST + 1,
      `Câu dài ${TEMPLATE_LONGEST + 1} ký tự, tối đa ${TEMPLATE_LONGEST}`,
    ],
  ])("%j", (template, at, message) => {
    expect(problems(template)[0]).toEqual({ at, message });
  });

  test("a script inside a field is no field", () => {
    expect(problems("{constructor}").map(({ message }) => message)).toEqual([
      "Câu này không có trường {constructor}",
    ]);
    expect(problems("{giá trị.toString()}")).toHaveLength(1);
  });
});

describe("the standard sentences", () => {
  const all = REPORT_SCOPES.flatMap((scope) => sentencesOf(scope).map((id) => [scope, id] as const));

  test.each(all)("%s %s can be read", (scope, id) => {
    expect(parseTemplate(standardTemplate(scope, id).text, fieldsOf(id))).toMatchObject({ ok: true });
  });

  test("know each field once", () => {
    for (const id of SENTENCE_IDS) expect(new Set(fieldsOf(id)).size).toBe(fieldsOf(id).length);
  });
});

test("whatever the data, a rendered sentence has no brace, no bracket, no double space and nothing undefined", () => {
  const scope = fc.constantFrom(...REPORT_SCOPES);
  const id = fc.constantFrom(...SENTENCE_IDS);
  const value = fc.option(fc.oneof(fc.constantFrom("1.052.062 người", "92,5%", "tăng 3", " "), fc.string()));
  fc.assert(
    fc.property(scope, id, fc.infiniteStream(value), (asked, sentence, stream) => {
      const parsed = parseTemplate(standardTemplate(asked, sentence).text, fieldsOf(sentence));
      const values = new Map(fieldsOf(sentence).map((name) => [name, stream.next().value as string | null]));
      const text = parsed.ok ? renderTemplate(parsed.parts, values) : "{";
      expect(text ?? "").not.toMatch(/[{}[\]]|  |NaN|undefined|null/);
    }),
  );
});

test("whatever is typed, a template is either read or refused at a place inside it", () => {
  const sign = fc.constantFrom("{", "}", "[", "]", "<", "ngày", "giá trị", " ", ",", "a", "\u0000");
  fc.assert(
    fc.property(fc.array(sign, { maxLength: 30 }), (signs) => {
      const text = signs.join("");
      const parsed = parseTemplate(text, FIELDS);
      const places = parsed.ok ? [] : parsed.problems.map(({ at }) => at);
      expect(places.every((at) => at >= 1 && at <= Math.max(1, text.length))).toBe(true);
      expect(parsed.ok || places.length > 0).toBe(true);
    }),
  );
});
