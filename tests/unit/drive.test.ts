import { describe, expect, test } from "vitest";
import {
  burnDown,
  driveProgress,
  driveRanks,
  driveState,
  entryProblem,
  entryWeek,
  mayEnterDrive,
  mayManageDrive,
  newDriveSchema,
  standingDay,
  timeGone,
} from "@/lib/domain/drive";
import {
  closingSentences,
  countdownWords,
  driveSentence,
  positionWords,
  rankingWords,
  restWords,
  statusWords,
  sharedOutWords,
} from "@/lib/domain/drive-words";
import { formatPercent } from "@/lib/domain/number";
import { percent } from "@/lib/domain/ratio";
import type { Actor, OrgScope, Role } from "@/lib/domain/policy";

const RULE = { okPercent: 95, riskPercent: 75 };
const MAY = { startsOn: "2026-05-01", endsOn: "2026-05-08" };
const LAUNCH = { startsOn: "2022-05-08", endsOn: "2022-05-08" };
const at = (drive: typeof MAY, on: string, value: bigint | null, goal: bigint | null) =>
  driveProgress({ value, goal }, timeGone(drive, on), RULE);
const actor = (role: Role, path: string): Actor => ({
  id: "1",
  username: "1",
  displayName: "1",
  role,
  unit: { id: "60", code: "60", name: "", shortName: "", level: "province", path, provinceId: "60" },
  scope: { paths: [path], provincePaths: [] } as unknown as OrgScope,
  mustChangePassword: false,
});

describe("the position of a drive", () => {
  test("is its share of the goal beside the share of its days, on whole numbers", () => {
    const one = at(MAY, "2026-05-02", 1_700n, 10_000n);
    expect(positionWords(one)).toBe("17% mục tiêu khi đã qua 25% thời gian");
    expect(restWords("TN_MOI", one)).toBe("còn thiếu 8.300 người");
    expect(driveSentence("TN_MOI", one)).toEqual({
      strong: "Đạt 17% mục tiêu khi đã qua 25% thời gian",
      rest: ": 1.700 người mới tham gia BHXH tự nguyện, còn thiếu 8.300 người.",
    });
  });

  test("of which nobody has told anything is no 0", () => {
    expect(driveSentence("TN_MOI", at(MAY, "2026-05-02", null, 10_000n))).toEqual({
      strong: "Chưa có kết quả",
      rest: ": mới tham gia BHXH tự nguyện, còn thiếu 10.000 người.",
    });
    expect(driveSentence("TN_MOI", at(MAY, "2026-05-02", null, null))).toEqual({
      strong: "Chưa có kết quả",
      rest: ": mới tham gia BHXH tự nguyện.",
    });
    expect(driveSentence("TN_MOI", at(MAY, "2026-05-02", 0n, null)).strong).toBe("0 người");
  });

  test("of the launch of 8 May 2022 is 22.306 people of 10.000, 223,06%", () => {
    const one = at(LAUNCH, "2022-05-08", 22_306n, 10_000n);
    expect(formatPercent(percent(one.share))).toBe("223,06%");
    expect(one).toMatchObject({ remaining: -12_306n, status: "over" });
    expect(positionWords(one)).toBe("223,06% mục tiêu khi đã hết thời gian");
    expect(restWords("TN_MOI", one)).toBe("vượt 12.306 người");
  });

  test("is on track, at risk or behind by what the time asks for, and behind once it is over", () => {
    const of = (value: bigint, on = "2026-05-04") => at(MAY, on, value, 1_000n).status;
    expect([of(475n), of(474n), of(375n), of(374n), of(1_000n)]).toEqual([
      "ok",
      "risk",
      "risk",
      "behind",
      "over",
    ]);
    expect(of(999n, "2026-05-08")).toBe("behind");
    expect(statusWords(at(MAY, "2026-05-04", 374n, 1_000n))).toBe("Chậm tiến độ");
    expect(statusWords(at(MAY, "2026-05-08", 999n, 1_000n))).toBe("Chưa đạt mục tiêu");
    expect(of(0n, "2026-04-30")).toBeNull();
  });

  test("without a goal is a count and no judgement; without a result it is late, but nothing is told of it", () => {
    expect(at(MAY, "2026-05-04", 5n, null)).toMatchObject({ share: null, remaining: null, status: null });
    expect(at(MAY, "2026-05-04", null, 10n)).toMatchObject({ share: null, remaining: 10n, status: "behind" });
    expect(positionWords(at(MAY, "2026-05-04", null, 10n))).toBeNull();
    expect(positionWords(at(MAY, "2026-05-04", 0n, 10n))).toBe("0% mục tiêu khi đã qua 50% thời gian");
  });

  test("is told at the end of the last day that is over, or of today once results of it are there", () => {
    expect(standingDay(MAY, "2026-05-03", null)).toBe("2026-05-02");
    expect(standingDay(MAY, "2026-05-03", "2026-05-03")).toBe("2026-05-03");
    expect(standingDay(MAY, "2026-05-01", null)).toBe("2026-04-30");
    expect(standingDay(MAY, "2026-06-20", "2026-05-02")).toBe("2026-05-08");
    expect(timeGone(MAY, "2026-04-30").numerator).toBe(0n);
  });
});

describe("the burn-down", () => {
  test("begins with the whole goal, ends even at 0, and leaves days to come open", () => {
    const daily = new Map([
      ["2026-05-01", 3n],
      ["2026-05-03", 20n],
    ]);
    const points = burnDown({ startsOn: "2026-05-01", endsOn: "2026-05-04" }, 10n, daily, "2026-05-03");
    expect(points.map(({ left }) => left)).toEqual([10n, 7n, 7n, 0n, null]);
    expect(points.map(({ even }) => even)).toEqual([10n, 8n, 5n, 3n, 0n]);
    expect(points.map(({ reached }) => reached)).toEqual([0n, 3n, 3n, 23n, null]);
    expect(points.map(({ daily: own }) => own)).toEqual([null, 3n, 0n, 20n, null]);
  });
});

describe("the ranking", () => {
  test("is by share of the goal; equal shares share a place, and the next is left out", () => {
    const places = driveRanks([
      { id: "a", value: 5n, goal: 10n },
      { id: "b", value: 1n, goal: 2n },
      { id: "c", value: 9n, goal: 10n },
      { id: "d", value: 1n, goal: 10n },
      { id: "e", value: 100n, goal: null },
      { id: "f", value: null, goal: 10n },
    ]);
    expect([...places]).toEqual([
      ["a", { place: 2, isTied: true }],
      ["b", { place: 2, isTied: true }],
      ["c", { place: 1, isTied: false }],
      ["d", { place: 4, isTied: false }],
    ]);
  });

  test("is by the result itself where nobody has a goal", () => {
    const places = driveRanks([
      { id: "a", value: 5n, goal: null },
      { id: "b", value: 7n, goal: null },
    ]);
    expect([places.get("a")?.place, places.get("b")?.place]).toEqual([2, 1]);
  });
});

describe("a day's result", () => {
  const EVER = { validFrom: "2008-08-01", validTo: null };

  test("is of a day on which there was such a unit", () => {
    const open = { ...MAY, isClosed: false };
    const short = { validFrom: "2026-05-02", validTo: "2026-05-03" };
    const days = ["2026-05-01", "2026-05-02", "2026-05-03", "2026-05-04"];
    expect(days.map((day) => entryProblem(open, short, day, "2026-06-03"))).toEqual([
      "outside",
      null,
      null,
      "outside",
    ]);
  });

  test("is of a day of the drive that has come, until the drive is closed", () => {
    const open = { ...MAY, isClosed: false };
    expect(entryProblem(open, EVER, "2026-05-03", "2026-05-03")).toBeNull();
    expect(entryProblem(open, EVER, "2026-05-03", "2026-06-03")).toBeNull();
    expect(entryProblem(open, EVER, "2026-05-04", "2026-05-03")).toBe("future");
    expect(entryProblem(open, EVER, "2026-05-09", "2026-06-03")).toBe("outside");
    expect(entryProblem({ ...MAY, isClosed: true }, EVER, "2026-05-03", "2026-05-03")).toBe("closed");
  });

  test("stands in a week that begins with the drive", () => {
    expect(entryWeek(MAY, "2026-05-03")).toHaveLength(7);
    expect(entryWeek(MAY, "2026-05-03")[0]).toBe("2026-05-01");
    const [first, ...rest] = entryWeek(MAY, "2026-07-01");
    expect([first, rest.length, rest.at(-1)]).toEqual(["2026-05-02", 6, "2026-05-08"]);
    expect(entryWeek({ ...MAY, endsOn: "2026-05-03" }, "2026-05-02")).toHaveLength(3);
    expect(entryWeek(MAY, "2026-01-01")[0]).toBe("2026-05-01");
  });
});

test("a drive is ahead, running, over, and then closed for good", () => {
  const of = (today: string, isClosed = false) => driveState({ ...MAY, isClosed }, today);
  expect([of("2026-04-30"), of("2026-05-01"), of("2026-05-09"), of("2026-05-03", true)]).toEqual([
    "ahead",
    "running",
    "ended",
    "closed",
  ]);
});

test("a drive ends after it begins and lasts half a year at most", () => {
  const drive = { kind: "month", name: "Tháng 5", startsOn: "2026-05-01", endsOn: "2026-05-31" };
  expect(newDriveSchema.safeParse(drive).success).toBe(true);
  expect(newDriveSchema.safeParse({ ...drive, endsOn: "2026-04-30" }).success).toBe(false);
  expect(newDriveSchema.safeParse({ ...drive, endsOn: "2026-12-01" }).success).toBe(false);
  expect(newDriveSchema.safeParse({ ...drive, name: "a\nb" }).success).toBe(false);
});

test("central makes national drives, a manager those of the own province; directors and managers tell results", () => {
  const nation = { level: "nation", path: "/vn/" } as const;
  const province = { level: "province", path: "/vn/60/" } as const;
  const district = { reportingKind: "district", path: "/vn/60/593/" } as const;
  expect(mayManageDrive(actor("central", "/vn/"), nation)).toBe(true);
  expect(mayManageDrive(actor("central", "/vn/"), province)).toBe(false);
  expect(mayManageDrive(actor("manager", "/vn/60/"), province)).toBe(true);
  expect(mayManageDrive(actor("manager", "/vn/68/"), province)).toBe(false);
  expect(mayManageDrive(actor("director", "/vn/60/"), province)).toBe(false);
  expect(mayEnterDrive(actor("director", "/vn/60/593/"), district)).toBe(true);
  expect(mayEnterDrive(actor("manager", "/vn/60/"), district)).toBe(true);
  expect(mayEnterDrive(actor("director", "/vn/60/594/"), district)).toBe(false);
  expect(mayEnterDrive(actor("central", "/vn/"), district)).toBe(false);
  expect(mayEnterDrive(actor("manager", "/vn/60/"), { reportingKind: null, path: "/vn/60/" })).toBe(false);
});

test("a closing summary says what was reached, who leads and how many are done, and leaves out what it does not know", () => {
  const units = ["A", "B", "C", "D"].map((name, index) => ({
    id: name,
    name,
    value: index === 3 ? null : BigInt(30 - index * 10),
    goal: 20n,
  }));
  expect(
    closingSentences({
      ...MAY,
      on: MAY.endsOn,
      name: "Tháng vận động",
      goals: [{ id: "TN_MOI", value: 60n, goal: 80n, units }],
    }),
  ).toEqual([
    "Tháng vận động diễn ra từ ngày 01/05/2026 đến ngày 08/05/2026 (8 ngày), 3/4 đơn vị có kết quả.",
    "Mới tham gia BHXH tự nguyện: đạt 60 người, bằng 75% mục tiêu 80 người, còn thiếu 20 người.",
    "Dẫn đầu: A (150%), B (100%), C (50%).",
    "2/4 đơn vị đạt mục tiêu được giao.",
  ]);
  expect(
    closingSentences({
      ...LAUNCH,
      on: LAUNCH.endsOn,
      name: "Lễ ra quân",
      goals: [{ id: "TN_MOI", value: 22_306n, goal: 10_000n, units: [] }],
    })[1],
  ).toBe(
    "Mới tham gia BHXH tự nguyện: đạt 22.306 người, bằng 223,06% mục tiêu 10.000 người, vượt 12.306 người.",
  );
  const untold = (goal: bigint | null) =>
    closingSentences({
      ...LAUNCH,
      on: LAUNCH.endsOn,
      name: "Lễ ra quân",
      goals: [{ id: "TN_MOI", value: null, goal, units: [] }],
    })[1];
  expect([untold(10_000n), untold(null)]).toEqual([
    "Mới tham gia BHXH tự nguyện: chưa có kết quả, mục tiêu 10.000 người.",
    "Mới tham gia BHXH tự nguyện: chưa có kết quả.",
  ]);
});

test("what the goals of the units leave of the whole is said either way", () => {
  expect([sharedOutWords(100n, 100n), sharedOutWords(1_200n, 100n), sharedOutWords(100n, 105n)]).toEqual([
    "bằng cả đợt",
    "chưa giao 1.100",
    "vượt 5",
  ]);
});

test.each([
  ["2026-04-29", null, "còn 2 ngày nữa bắt đầu"],
  ["2026-05-01", null, "còn 8 ngày, kể cả hôm nay"],
  ["2026-05-07", null, "còn 2 ngày, kể cả hôm nay"],
  ["2026-05-07", "2026-05-07", "còn 1 ngày, không kể hôm nay"],
  ["2026-05-08", null, "hôm nay là ngày cuối"],
  ["2026-05-09", null, "hết hạn ngày 08/05/2026"],
])(
  "on %s, last told on %s, the days left and those that are over make up the whole: %s",
  (today, told, words) => {
    expect(countdownWords(MAY, today, standingDay(MAY, today, told))).toBe(words);
  },
);

test("what a table says of its places is how they were given", () => {
  expect(rankingWords([null, null])).toBe("Chưa giao mục tiêu, xếp theo kết quả.");
  expect(rankingWords([5n, null])).toBe("Xếp theo % mục tiêu; nơi chưa giao mục tiêu không xếp hạng.");
  expect(rankingWords([5n, 7n])).toBe("Xếp theo % mục tiêu.");
});

test("a drive that was closed early says so, and goes on standing where it stood then", () => {
  const [, early] = closingSentences({
    ...MAY,
    on: "2026-05-02",
    name: "Tháng vận động",
    goals: [{ id: "TN_MOI", value: 60n, goal: 80n, units: [] }],
  });
  expect(early).toBe("Tổng kết sớm, khi đã qua 25% thời gian (2/8 ngày).");
  const closed = { ...MAY, closedAt: new Date("2026-05-03T02:00:00Z") };
  expect(standingDay(closed, "2026-05-20", "2026-05-02")).toBe("2026-05-02");
  expect(standingDay(closed, "2026-05-20", "2026-05-03")).toBe("2026-05-03");
  expect(standingDay(closed, "2026-05-02", null)).toBe("2026-05-01");
  expect(standingDay(MAY, "2026-05-20", "2026-05-02")).toBe("2026-05-08");
});
