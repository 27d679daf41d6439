import { describe, expect, test } from "vitest";
import { decidedWords, listedWords } from "@/app/(app)/campaigns/notice-words";

const decidedAt = new Date("2025-11-20T02:00:00Z");

describe("what became of a notice", () => {
  test("is said by its status: what was refused or taken back was not published", () => {
    const by = { decider: "Bình", decidedAt };
    expect(decidedWords({ status: "published", ...by, reason: null })).toMatch(/^Đã đăng bởi Bình lúc .*\.$/);
    expect(decidedWords({ status: "refused", ...by, reason: "Trùng" })).toMatch(
      /^Không đăng bởi Bình lúc .*\. Lý do: Trùng$/,
    );
  });

  test("is nothing while it waits", () => {
    expect(decidedWords({ status: "pending", decider: null, decidedAt: null, reason: null })).toBe("");
  });
});

test("a list that is cut says so instead of counting what there is", () => {
  expect([listedWords(12, 200, "dòng"), listedWords(200, 200, "dòng")]).toEqual(["12 dòng", "200 dòng đầu"]);
});
