import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  apiDecimal,
  formatCount,
  formatFixed,
  formatPercent,
  formatSigned,
  formatSignedCount,
  formatSignedPercent,
  formatTrimmed,
  inBillions,
  inMillions,
  MAX_NUMBER,
  parseDigits,
  parseNumber,
  parseRate,
  sizeWords,
  typedSum,
} from "@/lib/domain/number";

const bigint = fc.bigInt({ min: 0n, max: MAX_NUMBER });

describe("what is typed, pasted or uploaded", () => {
  test.each([
    ["1052062", 1_052_062n],
    ["1.052.062", 1_052_062n],
    ["999", 999n],
    ["1.000", 1_000n],
    ["0", 0n],
    ["007", 7n],
    [" 12\u00a0\n", 12n],
    ["9223372036854775807", MAX_NUMBER],
    ["9.223.372.036.854.775.807", MAX_NUMBER],
  ])("%j is %s", (text, value) => {
    expect(parseNumber(text)).toEqual({ kind: "value", value });
  });
  test.each([
    ...[
      "1.05",
      "1,5",
      "1.0520",
      "1052.062",
      "0.123",
      "00.123",
      "1..000",
      ".000",
      "1.000.",
      "1,052,062",
      "1_000",
    ],
    ...[
      "-1",
      "\u22121",
      "+1",
      "0x10",
      "1e3",
      "1 052 062",
      "1\u00a0052",
      "1.052 062",
      "mười",
      "NaN",
      "12%",
      "١٢",
    ],
    ...["\uff11\uff12", "1\u200b2", "\u200b", "="],
  ])("%j is refused", (text) => {
    expect(parseNumber(text)).toEqual({
      kind: "error",
      reason: "format",
      message: "Nhập số nguyên không dấu, ví dụ 1052062 hoặc 1.052.062",
    });
  });
  test.each(["9223372036854775808", "9.223.372.036.854.775.808", "9".repeat(100_000)])(
    "%.25s is beyond what can be stored",
    (text) => {
      expect(parseNumber(text)).toEqual({
        kind: "error",
        reason: "range",
        message: "Số quá lớn, tối đa 9.223.372.036.854.775.807",
      });
    },
  );
  test.each(["", " ", "\t\u00a0\r\n"])("%j is empty, not 0", (text) => {
    expect(parseNumber(text)).toEqual({ kind: "empty" });
  });
  test("what is formatted is read back", () => {
    fc.assert(
      fc.property(bigint, (value) => {
        expect(parseNumber(formatCount(value))).toEqual({ kind: "value", value });
        expect(parseNumber(String(value))).toEqual({ kind: "value", value });
      }),
    );
  });
  test("any text is a number only if it is made of digits and dots", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const isNumber = parseNumber(text).kind === "value";
        expect(isNumber && !/^[0-9.]+$/.test(text.trim())).toBe(false);
      }),
    );
  });
});

describe("CSV files", () => {
  test("take digits only", () => {
    expect(parseDigits("1052062")).toEqual({ kind: "value", value: 1_052_062n });
    expect(parseDigits("")).toEqual({ kind: "empty" });
    expect(parseDigits("9223372036854775808")).toMatchObject({ kind: "error", reason: "range" });
  });
  test.each(["1.052.062", " 1", "1 ", "-1", "1.5", "\uff11"])("%j is refused", (text) => {
    expect(parseDigits(text)).toMatchObject({ kind: "error", reason: "format" });
  });
  test.each([
    ["92.25", 9_225n],
    ["92.2", 9_220n],
    ["92", 9_200n],
    ["100", 10_000n],
    ["0.05", 5n],
  ])("the rate %s is %s hundredths", (text, value) => {
    expect(parseRate(text)).toEqual({ kind: "value", value });
  });
  test.each(["92,25", "92.255", "92.", ".5", "-1", "92.25%", " 92", "1.052.062"])(
    "the rate %j is refused",
    (text) => {
      expect(parseRate(text)).toMatchObject({ kind: "error", reason: "format" });
    },
  );
  test.each(["100.01", "9225", "9".repeat(1_000)])("the rate %.10s is beyond 100", (text) => {
    expect(parseRate(text)).toMatchObject({ kind: "error", reason: "range" });
  });
  test("rates are read back from the API's decimals", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10_000n }), (value) => {
        expect(parseRate(apiDecimal({ scaled: value, decimals: 2 }) ?? "")).toEqual({ kind: "value", value });
      }),
    );
  });
});

describe("what is shown", () => {
  test("counts are grouped", () => {
    expect(formatCount(1_052_062n)).toBe("1.052.062");
    expect(formatCount(999n)).toBe("999");
    expect(formatCount(-7_288n)).toBe("\u22127.288");
    expect(formatSignedCount(30_221n)).toBe("+30.221");
    expect(formatSignedCount(-39_252n)).toBe("\u221239.252");
    expect(formatSignedCount(0n)).toBe("0");
  });
  test("text drops trailing zeros, columns keep them", () => {
    expect(formatTrimmed({ scaled: 9_250n, decimals: 2 })).toBe("92,5");
    expect(formatTrimmed({ scaled: 9_300n, decimals: 2 })).toBe("93");
    expect(formatFixed({ scaled: 9_300n, decimals: 2 })).toBe("93,00");
    expect(formatFixed({ scaled: 93n, decimals: 0 })).toBe("93");
    expect(formatFixed({ scaled: 5n, decimals: 2 })).toBe("0,05");
    expect(formatFixed({ scaled: -5n, decimals: 2 })).toBe("\u22120,05");
    expect(formatFixed({ scaled: 123_456_789n, decimals: 2 })).toBe("1.234.567,89");
  });
  test("growth is signed, a rounded zero is not", () => {
    expect(formatSigned({ scaled: 23n, decimals: 1 })).toBe("+2,3");
    expect(formatSigned({ scaled: -20n, decimals: 1 })).toBe("\u22122,0");
    expect(formatSigned({ scaled: 0n, decimals: 1 })).toBe("0,0");
    expect(formatSignedPercent({ scaled: 230n, decimals: 2 })).toBe("+2,3%");
    expect(formatSignedPercent({ scaled: 0n, decimals: 2 })).toBe("0%");
    expect(formatPercent({ scaled: 9_250n, decimals: 2 })).toBe("92,5%");
  });
  test("đồng become tỷ or triệu đồng", () => {
    expect(formatTrimmed(inBillions(7_091_000_000_000n))).toBe("7.091");
    expect(formatTrimmed(inBillions(227_449_999_999n))).toBe("227,4");
    expect(formatFixed(inMillions(1_250_000n, 2))).toBe("1,25");
    expect(formatFixed(inBillions(null))).toBe("–");
  });
  test("no value is a dash, and null in the API", () => {
    expect([formatCount(null), formatSignedCount(null), formatFixed(null)]).toEqual(["–", "–", "–"]);
    expect([formatTrimmed(null), formatSigned(null)]).toEqual(["–", "–"]);
    expect([formatPercent(null), formatSignedPercent(null)]).toEqual(["–", "–"]);
    expect(apiDecimal(null)).toBeNull();
  });
  test("the API takes plain decimals", () => {
    expect(apiDecimal({ scaled: 9_250n, decimals: 2 })).toBe("92.50");
    expect(apiDecimal({ scaled: -185n, decimals: 2 })).toBe("-1.85");
    expect(apiDecimal({ scaled: 123_456n, decimals: 0 })).toBe("123456");
  });
});

test("a small file is said in KB, never as nothing", () => {
  expect([0, 12, 9_000, 1_310_720, 20 * 1024 * 1024].map(sizeWords)).toEqual([
    "0 KB",
    "1 KB",
    "9 KB",
    "1,25 MB",
    "20 MB",
  ]);
});

test("typed numbers are summed as they stand; what is no number counts for nothing", () => {
  expect(typedSum(["1.000", " 20 ", "", "1,5", "-3"])).toBe(1_020n);
  expect(typedSum([])).toBe(0n);
});
