import { describe, expect, test } from "vitest";
import {
  byProvince,
  countRows,
  historyRows,
  isShown,
  sortProvinces,
  timingOf,
  type HistoryMonth,
  type ProvinceSign,
} from "@/lib/domain/discipline";
import { isNamed, remindedOf, sortUnits, type UnitLine } from "@/lib/domain/discipline-units";
import {
  copyable,
  dueWords,
  periodSentences,
  signOffSentence,
  signSentence,
  unitSentence,
  openWords,
  workSentence,
} from "@/lib/domain/discipline-words";
import type { PeriodId } from "@/lib/domain/period";
import { reminderForAll, reminderText } from "@/lib/domain/reminder";

const DUE = "2026-11-03";
const BEFORE = "2026-11-03";
const AFTER = "2026-11-05";
const OCTOBER = "2026-10" as PeriodId;
const punctual = new Date("2026-11-03T16:59:59Z");
const tardy = new Date("2026-11-03T17:00:00Z");

function row(unitId: string, change: Partial<UnitLine> = {}): UnitLine {
  const provinceId = unitId.slice(0, 1);
  return {
    id: `${provinceId}.${unitId}.2026-10`,
    provinceId,
    provinceName: `Tỉnh ${provinceId}`,
    unitId,
    unitName: `Đơn vị ${unitId}`,
    status: "draft",
    version: 0,
    approvedVersion: null,
    firstSubmittedAt: null,
    periodDueOn: DUE,
    approvedAt: null,
    dueOn: DUE,
    ...change,
  };
}

const approved = { status: "approved", version: 1, approvedVersion: 1 } as const;
const onTime = (unitId: string) => row(unitId, { ...approved, firstSubmittedAt: punctual });
const late = (unitId: string) => row(unitId, { ...approved, firstSubmittedAt: tardy });
const loaded = (unitId: string) => row(unitId, approved);
const missing = (unitId: string) => row(unitId);

const sign = (provinceId: string, signedAt: Date | null): ProvinceSign => ({
  provinceId,
  signedAt,
  signedBy: signedAt && "Phạm Văn Hải",
  adjustedAt: null,
});

describe("timing", () => {
  test("is decided by 24:00 of the due day in Vietnam, by the first submission", () => {
    expect([onTime("a1"), late("a1"), missing("a1"), loaded("a1")].map(timingOf)).toEqual([
      "on-time",
      "late",
      "missing",
      "loaded",
    ]);
  });

  test("a returned or reopened submission keeps the time of its first version", () => {
    const returned = row("a1", { status: "returned", version: 1, firstSubmittedAt: punctual });
    const reopened = { ...onTime("a1"), status: "reopened" } as const;
    expect([returned, reopened].map(timingOf)).toEqual(["on-time", "on-time"]);
  });

  test("adds up: expected is on time, late, missing and loaded", () => {
    const rows = [onTime("a1"), late("a2"), missing("a3"), loaded("a4"), onTime("b1")];
    const counts = countRows(rows);
    expect(counts).toMatchObject({ expected: 5, submitted: 4, onTime: 2, late: 1, missing: 1, loaded: 1 });
    expect(counts.onTime + counts.late + counts.missing + counts.loaded).toBe(counts.expected);
    expect(countRows([])).toMatchObject({ expected: 0, submitted: 0 });
  });

  test("a province counts its own, with its signature", () => {
    const provinces = byProvince(
      [onTime("a1"), missing("a2"), late("b1")],
      [sign("a", punctual), sign("b", tardy), sign("c", punctual)],
    );
    expect(provinces).toMatchObject([
      { id: "a", expected: 2, missing: 1, sign: { isOnTime: true } },
      { id: "b", expected: 1, late: 1, sign: { isOnTime: false } },
    ]);
  });
});

describe("the table of provinces", () => {
  const provinces = byProvince(
    [onTime("a1"), missing("b1"), late("c1"), missing("c2")],
    [sign("a", punctual), sign("b", null), sign("c", tardy)],
  );
  const ids = (rows: readonly { id: string }[]) => rows.map(({ id }) => id);

  test("sorts by a count, by the signature with the unsigned last, and turns round", () => {
    expect(ids(sortProvinces(provinces, { key: "missing", descending: true }))).toEqual(["b", "c", "a"]);
    expect(ids(sortProvinces(provinces, { key: "signed", descending: false }))).toEqual(["a", "c", "b"]);
    expect(ids(sortProvinces(provinces, { key: "name", descending: true }))).toEqual(["c", "b", "a"]);
  });

  test("shows the unsigned, those with something late, or with something to approve", () => {
    expect(ids(provinces.filter((one) => isShown(one, "unsigned")))).toEqual(["b"]);
    expect(ids(provinces.filter((one) => isShown(one, "late")))).toEqual(["b", "c"]);
    expect(ids(provinces.filter((one) => isShown(one, "todo")))).toEqual(["b", "c"]);
  });

  test("units are sorted with the missing first and found without marks", () => {
    const rows = [onTime("a1"), late("a2"), missing("a3")];
    expect(sortUnits(rows, { key: "late", descending: false }).map(({ unitId }) => unitId)).toEqual([
      "a3",
      "a2",
      "a1",
    ]);
    expect(isNamed("Đà Lạt", "da lat")).toBe(true);
    expect(isNamed("Đà Lạt", "hue")).toBe(false);
    expect(isNamed("Đà Lạt", "")).toBe(true);
  });
});

describe("the history", () => {
  const months = ["2026-08", "2026-09", "2026-10"] as PeriodId[];
  const month = (provinceId: string, periodId: string, onTime: number, expected: number): HistoryMonth => ({
    provinceId,
    periodId: periodId as PeriodId,
    onTime,
    expected,
    signed: false,
  });
  const provinces = ["a", "b", "c"].map((id) => ({ id, name: `Tỉnh ${id}` }));

  test("has a row for each province of which a month is told, and their sum", () => {
    const history = [month("a", "2026-08", 1, 2), month("a", "2026-09", 2, 2), month("b", "2026-08", 3, 4)];
    expect(historyRows(months, history, provinces)).toEqual({
      newest: "2026-09",
      rows: [
        {
          id: "a",
          name: "Tỉnh a",
          months: [{ onTime: 1, expected: 2 }, { onTime: 2, expected: 2 }, undefined],
          newest: { onTime: 2, expected: 2 },
          all: { onTime: 3, expected: 4 },
        },
        {
          id: "b",
          name: "Tỉnh b",
          months: [{ onTime: 3, expected: 4 }, undefined, undefined],
          newest: undefined,
          all: { onTime: 3, expected: 4 },
        },
        {
          id: "all",
          name: "Cộng",
          months: [{ onTime: 4, expected: 6 }, { onTime: 2, expected: 2 }, undefined],
          newest: { onTime: 2, expected: 2 },
          all: { onTime: 6, expected: 8 },
        },
      ],
    });
  });

  test("sums also what provinces owed that have ended since", () => {
    const history = [month("a", "2026-10", 1, 1), month("b", "2026-10", 1, 1), month("x", "2026-10", 0, 2)];
    expect(historyRows(months, history, provinces)?.rows.map(({ id, all }) => [id, all])).toEqual([
      ["a", { onTime: 1, expected: 1 }],
      ["b", { onTime: 1, expected: 1 }],
      ["all", { onTime: 2, expected: 4 }],
    ]);
  });

  test("of one province has no sum, and of no month is not there", () => {
    const one = historyRows(months, [month("a", "2026-10", 0, 1)], provinces);
    expect(one?.rows.map(({ id }) => id)).toEqual(["a"]);
    expect(historyRows(months, [], provinces)).toBeNull();
  });
});

describe("the sentence about provinces", () => {
  const sentence = (signs: readonly ProvinceSign[], today: string) =>
    signSentence(
      byProvince(
        signs.map(({ provinceId }) => missing(`${provinceId}1`)),
        signs,
      ),
      DUE,
      today,
    );

  test("before the due day says how many have signed and until when there is time", () => {
    expect(sentence([sign("a", punctual), sign("b", null)], BEFORE)).toBe(
      "1/2 tỉnh đã ký chốt số liệu; hạn 03/11/2026.",
    );
    expect(sentence([sign("a", null)], BEFORE)).toBe("Chưa tỉnh nào ký chốt số liệu; hạn 03/11/2026.");
    expect(sentence([sign("a", punctual)], BEFORE)).toBe("1/1 tỉnh đã ký chốt số liệu.");
  });

  test("afterwards names who is still awaited", () => {
    expect(sentence([sign("a", punctual), sign("b", null), sign("c", null)], AFTER)).toBe(
      "1/3 tỉnh nộp đúng hạn; còn 2 tỉnh: Tỉnh b, Tỉnh c.",
    );
  });

  test("tells the late from the missing", () => {
    expect(sentence([sign("a", punctual), sign("b", tardy), sign("c", null)], AFTER)).toBe(
      "1/3 tỉnh nộp đúng hạn; 1 tỉnh nộp muộn: Tỉnh b; còn 1 tỉnh: Tỉnh c.",
    );
  });

  test("of all, of none, and of one says just that", () => {
    expect(sentence([sign("a", punctual), sign("b", punctual)], AFTER)).toBe("2/2 tỉnh nộp đúng hạn.");
    expect(sentence([sign("a", tardy)], AFTER)).toBe("Chưa tỉnh nào nộp đúng hạn; 1 tỉnh nộp muộn: Tỉnh a.");
    expect(sentence([sign("a", null)], AFTER)).toBe("Chưa tỉnh nào nộp đúng hạn; còn 1 tỉnh: Tỉnh a.");
    expect(sentence([], AFTER)).toBe("");
  });

  test("counts only where the names would fill the page, and never the national offices", () => {
    const many = [..."abcdefghijklmnop"].map((id) => sign(id, null));
    expect(sentence(many, AFTER)).toBe("Chưa tỉnh nào nộp đúng hạn; còn 16 tỉnh.");
    const offices = byProvince([{ ...missing("x1"), provinceId: "VN" }], []);
    expect(offices[0]?.name).toBe("Đơn vị trực thuộc Trung ương");
    expect(signSentence(offices, DUE, AFTER)).toBe("");
  });
});

describe("the sentences about units", () => {
  test("count by the first submission; what was loaded is neither punctual nor late", () => {
    expect(unitSentence([onTime("a1"), late("a2"), missing("a3"), loaded("a4")], DUE, AFTER)).toBe(
      "1/3 đơn vị nộp đúng hạn; 1 đơn vị nộp muộn: Đơn vị a2; còn 1 đơn vị: Đơn vị a3.",
    );
    expect(unitSentence([onTime("a1"), missing("a2")], DUE, BEFORE)).toBe(
      "1/2 đơn vị đã nộp số liệu; hạn 03/11/2026.",
    );
    expect(unitSentence([loaded("a1")], DUE, AFTER)).toBe("1/1 đơn vị có số liệu nạp từ tệp.");
    expect(unitSentence([], DUE, AFTER)).toBe("");
  });

  test("follow the signature of the one province or of all, and leave out what has nothing to say", () => {
    const said = (rows: readonly UnitLine[], signs: readonly ProvinceSign[]) =>
      periodSentences(byProvince(rows, signs), rows, DUE, AFTER);
    const units = ["1/1 đơn vị nộp đúng hạn.", "Đã duyệt 1/1 biểu."];
    expect(said([onTime("a1")], [sign("a", null)])).toEqual([
      "Tỉnh a chưa ký chốt; đã quá hạn 03/11/2026.",
      ...units,
    ]);
    expect(said([onTime("a1"), onTime("b1")], [sign("a", punctual), sign("b", punctual)])).toEqual([
      "2/2 tỉnh nộp đúng hạn.",
      "2/2 đơn vị nộp đúng hạn.",
      "Đã duyệt 2/2 biểu.",
    ]);
    expect(said([{ ...onTime("x1"), provinceId: "VN" }], [])).toEqual(units);
    expect(said([], [])).toEqual([]);
  });

  test("say how far the work is", () => {
    const rows = [
      onTime("a1"),
      row("a2", { status: "submitted", version: 1, firstSubmittedAt: punctual }),
      row("a3", { status: "returned", version: 1, firstSubmittedAt: punctual }),
      { ...onTime("a4"), status: "reopened" } as const,
    ];
    expect(workSentence(countRows(rows))).toBe(
      "Đã duyệt 1/4 biểu; 1 chờ duyệt; 1 bị trả lại; 1 chưa nộp hoặc đang sửa; trong đó 1 đang mở lại.",
    );
    expect(workSentence(countRows([onTime("a1")]))).toBe("Đã duyệt 1/1 biểu.");
    expect(openWords(countRows([onTime("a1")]))).toBe("đã duyệt hết");
    const { expected, approved, waiting, returned } = countRows(rows);
    const rest = openWords(countRows(rows)).match(/\d+/g)?.map(Number) ?? [];
    expect(rest.reduce((sum, one) => sum + one, 0)).toBe(expected - approved);
    expect(rest).toEqual(expect.arrayContaining([waiting, returned].filter((count) => count > 0)));
    expect(workSentence(countRows([]))).toBe("");
  });

  test("say when a province signed, or that it has not", () => {
    const [one] = byProvince([onTime("a1")], [sign("a", tardy)]);
    const [none] = byProvince([onTime("a1")], [sign("a", null)]);
    expect(one && signOffSentence(one, DUE, AFTER)).toBe(
      "Tỉnh a đã ký chốt lúc 00:00 ngày 04/11/2026, sau hạn.",
    );
    expect(none && signOffSentence(none, DUE, AFTER)).toBe("Tỉnh a chưa ký chốt; đã quá hạn 03/11/2026.");
    expect(none && signOffSentence(none, DUE, BEFORE)).toBe("Tỉnh a chưa ký chốt; hạn 03/11/2026.");
  });

  test("are copied with the hour of their count", () => {
    expect(copyable(OCTOBER, ["Một.", "", "Hai."], new Date("2026-11-02T07:05:00Z"))).toBe(
      "Số liệu tháng 10/2026, đến 14:05 ngày 02/11/2026:\nMột.\nHai.",
    );
  });

  test("the due day is said in days, in Vietnam", () => {
    expect(dueWords(DUE, new Date("2026-11-01T16:59:00Z"))).toBe("còn 2 ngày");
    expect(dueWords(DUE, new Date("2026-11-03T16:59:00Z"))).toBe("hạn hôm nay");
    expect(dueWords(DUE, new Date("2026-11-03T17:00:00Z"))).toBe("quá hạn 1 ngày");
  });
});

describe("reminders", () => {
  const people = new Map([
    ["a1", [{ name: "Nguyễn Thị Hương", phone: "0000 123 456" }]],
    ["a", [{ name: "Phạm Văn Hải", phone: null }]],
  ]);
  const returned = row("a2", { status: "returned", version: 1, firstSubmittedAt: punctual });
  const rows = [missing("a1"), returned, onTime("a3")];
  const provinces = byProvince(rows, [sign("a", null)]);
  const reminded = remindedOf(rows, provinces, people);

  test("go to the unsigned province and to whoever has to act, not to who waits for an approval", () => {
    expect(reminded.map(({ unitId, owed }) => [unitId, owed])).toEqual([
      ["a", "sign"],
      ["a1", "submit"],
      ["a2", "resubmit"],
    ]);
    expect(remindedOf([onTime("a3")], byProvince([onTime("a3")], [sign("a", punctual)]), people)).toEqual([]);
  });

  test("say to one person what is missing and until when", () => {
    const about = { period: OCTOBER, dueOn: DUE };
    expect(reminded[1] && reminderText(reminded[1], { ...about, today: AFTER })).toBe(
      "Kính gửi Nguyễn Thị Hương (Đơn vị a1). Đến 05/11/2026, đơn vị chưa nộp số liệu tháng 10/2026, đã quá hạn 03/11/2026. Đề nghị nhập và gửi duyệt trên Bao Phủ ngay trong hôm nay.",
    );
    expect(reminded[2] && reminderText(reminded[2], { ...about, today: "2026-11-02" })).toBe(
      "Kính gửi Đơn vị a2. Đến 02/11/2026, đơn vị chưa nộp lại số liệu bị trả lại tháng 10/2026, hạn 03/11/2026. Đề nghị sửa và gửi duyệt lại trên Bao Phủ trước 24:00 ngày 03/11/2026.",
    );
  });

  test("to all list everybody with whom to call", () => {
    expect(reminderForAll(reminded, { period: OCTOBER, dueOn: DUE, today: AFTER })).toBe(
      [
        "Số liệu tháng 10/2026, đã quá hạn 03/11/2026. Đến 05/11/2026 còn 3 nơi chưa hoàn thành:",
        "1. Tỉnh a: chưa ký chốt số liệu (Phạm Văn Hải)",
        "2. Đơn vị a1, Tỉnh a: chưa nộp số liệu (Nguyễn Thị Hương 0000 123 456)",
        "3. Đơn vị a2, Tỉnh a: chưa nộp lại số liệu bị trả lại",
        "Đề nghị hoàn thành trên Bao Phủ ngay.",
      ].join("\n"),
    );
    expect(reminderForAll([], { period: OCTOBER, dueOn: DUE, today: AFTER })).toBe("");
  });
});
