import { expect, test } from "vitest";
import { toTsv } from "@/lib/domain/export-tsv";

test("cells are parted by tabs, rows by lines, and nothing inside a cell parts it", () => {
  expect(
    toTsv([
      ["Kỳ", "Số\tngười"],
      ["10/2025", "1.052.062\n"],
    ]),
  ).toBe("Kỳ\tSố người\r\n10/2025\t1.052.062");
});

test("numbers stay numbers, with the minus that a spreadsheet reads", () => {
  expect(toTsv([["+2,3%", "−39.252", "-5", "12/34", "–"]])).toBe("+2,3%\t-39.252\t-5\t12/34\t–");
});

test("text that would be a formula stays text", () => {
  expect(toTsv([["=1+1", "+cmd", "-x", "@SUM"]])).toBe("'=1+1\t'+cmd\t'-x\t'@SUM");
});
