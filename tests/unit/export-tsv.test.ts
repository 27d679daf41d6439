import { expect, test } from "vitest";
import { toTsv } from "@/lib/domain/export-tsv";

test("cells are parted by tabs, rows by lines, and nothing inside a cell parts it", () => {
  expect(
    toTsv([
      ["Kỳ", "Số\tngười"],
      ["10/2025", "1.052.062\n"],
    ]),
  ).toBe("Kỳ\tSố người\r\ntháng 10/2025\t1.052.062");
});

test("numbers stay numbers, with the minus that a spreadsheet reads", () => {
  expect(toTsv([["+2,3%", "−39.252", "-5", "–"]])).toBe("+2,3%\t-39.252\t-5\t–");
});

test("what a spreadsheet would take for a day is written so that it stays what it is", () => {
  expect(toTsv([["12/29", "1.200/1.250", "10/2026", "12/29 đã duyệt"]])).toBe(
    "12 trên 29\t1.200 trên 1.250\ttháng 10/2026\t12/29 đã duyệt",
  );
});

test("a column without any text is left out, a row of another width stays as it is", () => {
  expect(toTsv([["Đơn vị", " ", "Số"], ["Người"], ["Huế", "", "5"], ["", "", "9"]])).toBe(
    "Đơn vị\tSố\r\nNgười\r\nHuế\t5\r\n\t9",
  );
});

test("text that would be a formula stays text", () => {
  expect(toTsv([["=1+1", "+cmd", "-x", "@SUM"]])).toBe("'=1+1\t'+cmd\t'-x\t'@SUM");
});
