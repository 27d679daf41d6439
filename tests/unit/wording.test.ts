import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { indicator } from "@/lib/domain/indicator";
import { ratio } from "@/lib/domain/ratio";
import { growthWords, multipleWords, pointsWords, remainingWords, roughly } from "@/lib/domain/wording";

describe("a rounded number keeps true to the exact one", () => {
  test.each([
    [17_120_000n, 100_000n, "trên 17,1 triệu"],
    [86_900_000n, 1_000_000n, "gần 87 triệu"],
    [864_210n, 100n, "trên 864.200"],
    [471_480n, 100n, "gần 471.500"],
    [143_500n, 1_000n, "khoảng 144.000"],
    [143_499n, 1_000n, "khoảng 143.000"],
    [14_329_000n, 1_000n, "14,329 triệu"],
    [87_000_000n, 1_000_000n, "87 triệu"],
    [1_052_062n, 1n, "1.052.062"],
    [0n, 1_000n, "0"],
    [300n, 1_000n, "khoảng 0"],
  ])("%s to the nearest %s is %s", (value, unit, words) => {
    expect(roughly(value, unit)).toBe(words);
  });
  test("a change is hơn where a level is trên", () => {
    expect(roughly(2_363_000n, 10_000n, "change")).toBe("hơn 2,36 triệu");
    expect(roughly(1_880_000n, 100_000n, "change")).toBe("gần 1,9 triệu");
  });
  test("trên is never said of less, gần never of more", () => {
    const units = fc.constantFrom(10n, 1_000n, 100_000n, 1_000_000n);
    fc.assert(
      fc.property(fc.bigInt({ min: 1n, max: 10n ** 9n }), units, (value, unit) => {
        const [, word, number = "", million] =
          /^(trên|gần)? ?([\d.,]+)( triệu)?$/.exec(roughly(value, unit)) ?? [];
        const [whole = "", fraction = ""] = number.split(",");
        const shown = BigInt(whole.replaceAll(".", "") + (million ? fraction.padEnd(6, "0") : ""));
        expect(word === "trên" && shown >= value).toBe(false);
        expect(word === "gần" && shown <= value).toBe(false);
      }),
    );
  });
});

describe("gaps, changes and multiples in words", () => {
  test("what remains", () => {
    expect(remainingWords(85_302n, indicator("BHYT"))).toBe("còn thiếu 85.302 người");
    expect(remainingWords(-587n, indicator("BHXH_TN"))).toBe("vượt 587 người");
    expect(remainingWords(0n, indicator("BHXH_TN"))).toBe("đạt chỉ tiêu");
  });
  test("what remains where lower is better", () => {
    expect(remainingWords(-1_200n, indicator("NO"))).toBe("còn phải giảm 1.200 đồng");
    expect(remainingWords(1_200n, indicator("NO"))).toBe("thấp hơn mức giao 1.200 đồng");
    expect(remainingWords(0n, indicator("NO"))).toBe("bằng mức giao");
  });
  test("a rate against a rate is never a bare sign", () => {
    expect(pointsWords({ scaled: -185n, decimals: 2 })).toBe("thấp hơn 1,85 điểm %");
    expect(pointsWords({ scaled: 10n, decimals: 2 })).toBe("cao hơn 0,1 điểm %");
    expect(pointsWords({ scaled: 0n, decimals: 2 })).toBe("bằng chỉ tiêu");
  });
  test("growth", () => {
    const grown = (delta: bigint, base: bigint) =>
      growthWords({ kind: "growth", delta, pct: ratio(delta, base) }, "người");
    expect(grown(40_600n, 331_060n)).toBe("tăng 40.600 người (12,26%)");
    expect(grown(-2_710n, 8_673n)).toBe("giảm 2.710 người (31,25%)");
    expect(grown(5n, 0n)).toBe("tăng 5 người");
    expect(grown(0n, 5n)).toBe("không đổi");
    expect(growthWords({ kind: "none", reason: "Kỳ này chưa có số liệu" }, "người")).toBe(
      "Kỳ này chưa có số liệu",
    );
  });
  test("a multiple", () => {
    expect(multipleWords({ scaled: 29n, decimals: 1 })).toBe("gấp 2,9 lần");
    expect(multipleWords({ scaled: 20n, decimals: 1 })).toBe("gấp 2 lần");
  });
});
