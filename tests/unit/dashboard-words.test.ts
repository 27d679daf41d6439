import { describe, expect, test } from "vitest";
import { shapeIndicator } from "@/lib/domain/dashboard";
import {
  lede,
  missingWords,
  moneyWords,
  rateWords,
  standing,
  statusWhy,
  unitTitle,
} from "@/lib/domain/dashboard-words";
import type { IndicatorId } from "@/lib/domain/indicator";
import {
  cell,
  contextOf,
  factsOf,
  period,
  province,
  published,
  target,
} from "@/tests/support/dashboard-facts";

const november = contextOf("2023-11");
const read = (phrases: readonly { text: string }[]) => phrases.map(({ text }) => text).join("");

describe("what stands of one indicator", () => {
  const view = shapeIndicator(published, "BHYT", november);

  test("says plan, what remains, coverage and the points against the rate, as it was published", () => {
    expect(read(standing(view))).toBe(
      "BHYT đạt 92,5% kế hoạch, còn thiếu 85.302 người; bao phủ 90,4% dân số, thấp hơn 1,85 điểm % so với chỉ tiêu 92,25%.",
    );
  });

  test("says the value where there is no plan", () => {
    const facts = factsOf([["VSSID", "2023-11", cell(1_200n)]]);
    expect(read(standing(shapeIndicator(facts, "VSSID", november)))).toBe("VssID 1.200 tài khoản.");
  });

  test("says that there is nothing", () => {
    expect(read(standing(shapeIndicator(factsOf([]), "BHYT", november), period("2023-11")))).toBe(
      "BHYT chưa có số liệu tháng 11/2023.",
    );
  });

  test("says money in tỷ đồng", () => {
    expect(moneyWords(2_914_600_000_000n)).toBe("2.914,6");
    expect(moneyWords(474_318_000_000_000n)).toBe("474.318");
    expect(moneyWords(null)).toBe("–");
    expect(missingWords({ id: "THU" }, 285_400_000_000n)).toBe("còn thiếu 285,4 tỷ đồng");
    expect(missingWords({ id: "NO" }, -28_600_000_000n)).toBe("còn phải giảm 28,6 tỷ đồng");
    expect(missingWords({ id: "BHYT" }, -587n)).toBe("vượt 587 người");
  });

  test("says a rate that is met without points", () => {
    const facts = {
      ...published,
      targets: [target({ kind: "rate", value: 9040n })],
    };
    const [one] = shapeIndicator(facts, "BHYT", november).targets;
    expect(one && rateWords(one)).toBe("bằng chỉ tiêu 90,4%");
  });
});

describe("the answer on top", () => {
  const viewOf = (id: IndicatorId, december: bigint, value: bigint, plan: bigint) =>
    shapeIndicator(
      factsOf(
        [
          [id, "2022-12", cell(december)],
          [id, "2023-11", cell(value)],
        ],
        { targets: [target({ indicator: id, value: plan })] },
      ),
      id,
      november,
    );
  const ok = viewOf("BHXH_BB", 900n, 999n, 1_000n);
  const over = viewOf("BHTN", 900n, 1_001n, 1_000n);
  const behind = viewOf("BHXH_TN", 900n, 920n, 1_000n);

  test("counts what is on track and what is past its plan, and names the slowest with its growth and the time gone", () => {
    expect(read(lede([ok, over, behind], ok, period("2023-11")))).toBe(
      "Một trong ba chỉ tiêu đúng tiến độ, một đã vượt kế hoạch. BHXH tự nguyện chậm nhất: mới thực hiện 20% phần phải tăng thêm khi đã qua 92% thời gian.",
    );
  });

  test("of several that lag the one with the least of its growth is the slowest", () => {
    const atRisk = viewOf("BHYT", 900n, 975n, 1_000n);
    expect(read(lede([atRisk, behind], atRisk, period("2023-11")))).toContain("BHXH tự nguyện chậm nhất");
    expect(read(lede([behind, atRisk], atRisk, period("2023-11")))).toContain("BHXH tự nguyện chậm nhất");
  });

  test("says it when nothing is on track, or everything is past its plan", () => {
    expect(read(lede([behind, behind], behind, period("2023-11")))).toContain(
      "Chưa chỉ tiêu nào trong hai chỉ tiêu đúng tiến độ.",
    );
    expect(read(lede([over, over], over, period("2023-11")))).toBe(
      "Hai trong hai chỉ tiêu đã vượt kế hoạch.",
    );
  });

  test("of what fell says by how much, and by how much it had to grow", () => {
    const fell = viewOf("BHXH_TN", 900n, 853n, 1_000n);
    expect(read(lede([ok, fell], ok, period("2023-11")))).toContain(
      "BHXH tự nguyện chậm nhất: giảm 47 người thay vì tăng thêm 100 người khi đã qua 92% thời gian.",
    );
  });

  test("when the year is over says what was reached, and no time that has gone", () => {
    const december = contextOf("2023-12");
    const at = (id: IndicatorId, value: bigint) =>
      shapeIndicator(
        factsOf(
          [
            [id, "2022-12", cell(900n)],
            [id, "2023-12", cell(value)],
          ],
          { targets: [target({ indicator: id, value: 1_000n })] },
        ),
        id,
        december,
      );
    const [reached, missed] = [at("BHYT", 1_000n), at("BHXH_TN", 990n)];
    expect(read(lede([reached, missed], missed, period("2023-12")))).toBe(
      "Một trong hai chỉ tiêu đạt kế hoạch năm 2023. BHXH tự nguyện còn xa chỉ tiêu nhất: thực hiện 90% phần phải tăng thêm.",
    );
    expect(read(lede([missed, missed], missed, period("2023-12")))).toContain(
      "Không chỉ tiêu nào trong hai chỉ tiêu đạt kế hoạch năm 2023.",
    );
  });

  test("the share of growth that a status is told from can be read", () => {
    expect(statusWhy(behind, "2023-11-30")).toBe(
      "Xếp tiến độ theo phần tăng thêm: đã được 20% phần phải tăng trong năm, 91,5% thời gian đã qua",
    );
  });

  test("with one indicator known, says that one", () => {
    const view = shapeIndicator(published, "BHYT", november);
    expect(read(lede([view], view, period("2023-11")))).toContain("BHYT đạt 92,5% kế hoạch");
  });
});

test("a province goes by its short name, everything else by its full one", () => {
  expect(unitTitle(province)).toBe("Bình Thuận");
  expect(unitTitle({ ...province, level: "district", name: "BHXH cơ sở Tánh Linh" })).toBe(
    "BHXH cơ sở Tánh Linh",
  );
});
