import { expect, test } from "vitest";
import { attachmentHeader, paperName } from "@/lib/domain/paper-name";

test.each([
  ["QĐ 546.pdf", "QĐ 546.pdf"],
  ["C:\\Users\\a\\qd.PDF", "qd.pdf"],
  ["../../etc/passwd", "passwd.pdf"],
  ['a"b;c\r\nX: y.pdf', "a_b_c_X_ y.pdf"],
  ["", "quyet-dinh.pdf"],
  ["....", "quyet-dinh.pdf"],
  ["bản quét.docx", "bản quét.docx.pdf"],
])("what came as %j is kept as %j", (given, kept) => {
  expect(paperName(given)).toBe(kept);
});

test("a name is cut between letters, never within one", () => {
  expect(paperName(`${"𠀀".repeat(300)}.pdf`)).toBe(`${"𠀀".repeat(120)}.pdf`);
});

test("the header holds a plain name and the whole one, and nothing that ends it early", () => {
  expect(attachmentHeader("Quyết định (1)'.pdf")).toBe(
    `attachment; filename="Quyet dinh (1)'.pdf"; filename*=UTF-8''Quy%E1%BA%BFt%20%C4%91%E1%BB%8Bnh%20%281%29%27.pdf`,
  );
});
