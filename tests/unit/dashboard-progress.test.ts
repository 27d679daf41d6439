import { expect, test } from "vitest";
import { progressWords } from "@/components/figure/progress-words";
import { progress, shareOfYear } from "@/lib/domain/dashboard-progress";

const rule = { okPercent: 95, riskPercent: 75 };
const higher = { direction: "higher", asOf: "2023-11-30" } as const;
const lower = { direction: "lower", asOf: "2023-11-30" } as const;

test("the share of the year counts days, also in a leap year", () => {
  expect(shareOfYear("2023-11-30")).toEqual({ numerator: 334n, denominator: 365n });
  expect(shareOfYear("2024-12-31")).toEqual({ numerator: 366n, denominator: 366n });
});

test("where a stock should be by now lies between December and the target", () => {
  const one = progress({ ...higher, value: 1_052_062n, base: 1_029_803n, target: 1_137_364n }, rule);
  expect(one).toMatchObject({ status: "behind", expected: 1_128_229n });
});

test("95% of the growth needed by now is on track, 75% at risk, below it behind", () => {
  const at = (value: bigint) =>
    progress({ direction: "higher", asOf: "2023-12-30", value, base: 0n, target: 100n }, rule)?.status;
  expect([at(95n), at(94n), at(75n), at(74n)]).toEqual(["ok", "risk", "risk", "behind"]);
});

test("the target reached is past the plan, and exactly reached is complete", () => {
  expect(progress({ ...higher, value: 101n, base: 50n, target: 100n }, rule)).toMatchObject({
    status: "over",
    isExact: false,
  });
  expect(progress({ ...higher, value: 100n, base: 50n, target: 100n }, rule)).toMatchObject({
    isExact: true,
  });
});

test("when the year is over a target is reached or missed, and nothing is at risk", () => {
  const at = (value: bigint, direction: "higher" | "lower" = "higher", base: bigint | null = 0n) =>
    progress({ direction, asOf: "2023-12-31", value, base, target: 100n }, rule);
  expect([at(100n), at(99n), at(50n)].map((one) => [one?.status, one?.isFinal])).toEqual([
    ["over", true],
    ["behind", true],
    ["behind", true],
  ]);
  expect(at(99n, "higher", null)?.status).toBe("behind");
  expect([at(101n, "lower")?.status, at(100n, "lower")?.status]).toEqual(["behind", "ok"]);
  const missed = { status: "behind", isExact: false, isFinal: true } as const;
  expect([progressWords(missed, "higher"), progressWords(missed, "higher", true)]).toEqual([
    "Không đạt",
    "Không đạt",
  ]);
  expect(progressWords({ status: "over", isExact: true, isFinal: true }, "higher")).toBe("Hoàn thành");
  expect(progressWords({ ...missed, isFinal: false }, "higher")).toBe("Chậm tiến độ");
});

test("a target below December's value is behind as soon as it is missed", () => {
  expect(progress({ ...higher, value: 99n, base: 120n, target: 100n }, rule)).toMatchObject({
    status: "behind",
    expected: 100n,
    grown: null,
  });
});

test("without December nothing is said, unless the target is reached", () => {
  expect(progress({ ...higher, value: 99n, base: null, target: 100n }, rule)).toBeNull();
  expect(progress({ ...higher, value: 100n, base: null, target: 100n }, rule)?.status).toBe("over");
});

test("where lower is better the target is a limit all year", () => {
  const at = (value: bigint) => progress({ ...lower, value, base: 0n, target: 100n }, rule);
  expect([at(100n)?.status, at(105n)?.status, at(106n)?.status]).toEqual(["ok", "risk", "behind"]);
  expect(at(90n)?.expected).toBeNull();
});
