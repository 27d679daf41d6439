import { describe, expect, test } from "vitest";
import {
  dhis2Period,
  NO_CODES,
  namedCodes,
  readCodeLines,
  readDhis2Period,
  isElement,
  targetElement,
  writeCodeLines,
} from "@/lib/domain/exchange-codes";
import { periodsOf, readComment, readDataValues } from "@/lib/domain/exchange-reading";
import { sheetOfExchange } from "@/lib/domain/exchange-sheet";
import { dataValuesCsv, organisationUnits, organisationUnitsCsv } from "@/lib/domain/exchange-values";
import type { MonthForms } from "@/lib/domain/figure-old-sheet";
import type { PeriodId } from "@/lib/domain/period";
import type { Unit } from "@/lib/domain/unit";
import { figureForm } from "@/tests/support/figure-forms";

const bytes = (text: string) => new TextEncoder().encode(text);
const json = (dataValues: unknown[], more: object = {}) => bytes(JSON.stringify({ ...more, dataValues }));
const value = (given: object = {}) => ({
  dataElement: "BHYT",
  period: "202311",
  orgUnit: "593",
  value: "120",
  ...given,
});

const NOVEMBER: MonthForms = {
  forms: [
    figureForm({ held: { BHYT: 100n }, lastMonth: { BHYT: 110n } }),
    figureForm({ code: "594", name: "Thị xã La Gi", lock: "approved" }),
  ],
  outsiders: [
    {
      id: "60",
      code: "60",
      name: "Tỉnh Bình Thuận",
      shortName: "Bình Thuận",
      level: "province",
      reason: "là số tổng",
    },
  ],
};
const MONTHS = new Map([["2023-11" as PeriodId, NOVEMBER]]);

function read(given: Uint8Array, codes = NO_CODES) {
  const opened = sheetOfExchange(given, null);
  if (!opened.ok) throw new Error(opened.message);
  const answer = readDataValues(opened.sheet, MONTHS, codes);
  if (!answer.ok) throw new Error(answer.message);
  return answer.reading;
}
const errorsOf = (given: Uint8Array) =>
  read(given)
    .issues.filter(({ level }) => level === "error")
    .map(({ cell, message }) => `${cell} ${message}`);
const problemOf = (given: Uint8Array) => {
  const opened = sheetOfExchange(given, null);
  return opened.ok ? null : opened.message;
};

describe("names of the other system", () => {
  test("a month and a day are written as DHIS2 writes them, and read back", () => {
    expect(dhis2Period("2023-10" as PeriodId)).toBe("202310");
    expect(dhis2Period("2021-11-18" as PeriodId)).toBe("20211118");
    expect(["202310", "20211118", "2023-10"].map(readDhis2Period)).toEqual([
      "2023-10",
      "2021-11-18",
      "2023-10",
    ]);
    expect(["2023", "2023Q4", "2023W10", "202313", "20231131", "", "١٢"].map(readDhis2Period)).toEqual(
      Array(7).fill(null),
    );
  });

  test("a target is a data element of its own by its kind", () => {
    expect(targetElement("BHYT", "headcount")).toBe("BHYT_TARGET");
    expect(targetElement("THU", "amount")).toBe("THU_TARGET_AMOUNT");
  });

  test("lines of codes are read, written back, and refused with the line that is wrong", () => {
    const read = readCodeLines("BHYT = fbfJHSPpUQD\n\nBHYT_TARGET=t1", isElement);
    expect(read).toEqual({ ok: true, table: { BHYT: "fbfJHSPpUQD", BHYT_TARGET: "t1" } });
    expect(writeCodeLines({ BHYT: "a", THU: "b" })).toBe("BHYT = a\nTHU = b");
    const message = (text: string) => {
      const answer = readCodeLines(text, isElement);
      return answer.ok ? null : answer.message;
    };
    expect(message("BHYT")).toBe("Dòng 1: viết mã ở đây = mã bên ngoài, ví dụ BHYT = fbfJHSPpUQD");
    expect(message("THU = x\nXYZ = a")).toBe("Dòng 2: không có mã “XYZ” ở đây");
    expect(message("BHYT = a\nTHU = a")).toBe("Dòng 2: mã bên ngoài “a” đã dùng ở dòng trên");
    expect(message("BHYT = a\nTHU = BHYT")).toBe("Dòng 2: mã bên ngoài “BHYT” trùng với một mã ở đây");
    expect(message("THU = BHYT_TARGET")).toBe("Dòng 1: mã bên ngoài “BHYT_TARGET” trùng với một mã ở đây");
    expect(message("THU = THU")).toBeNull();
    expect(namedCodes("68 = a\r\n\r\n 593=68 \n593 = b")).toEqual(["68", "a", "593", "b"]);
    expect(message("BHYT = a\nBHYT = b")).toBe("Dòng 2: mã “BHYT” đã có ở dòng trên");
  });

  test("a name that every object has is no code", () => {
    const { changes, issues } = read(json([value({ dataElement: "constructor" })]));
    expect(changes).toEqual([]);
    expect(issues[0]?.message).toContain("không phải mã chỉ tiêu");
  });
});

describe("a data value set", () => {
  test("changes the drafts it names, with what stood there and last month beside it", () => {
    const { changes, canWrite } = read(json([value({ comment: "ước: chờ đối chiếu" })]));
    expect(canWrite).toBe(true);
    expect(changes).toHaveLength(1);
    expect(changes[0]).toMatchObject({
      indicator: "BHYT",
      value: 120n,
      isEstimate: true,
      note: "chờ đối chiếu",
      lastMonth: 110n,
      cell: "F2",
    });
    expect(changes[0]?.before.value).toBe(100n);
  });

  test("says the same in JSON and in the CSV that is written from it", () => {
    const values = [value({ comment: "ước" }), value({ dataElement: "BHXH_TN", value: "7" })];
    const csv = dataValuesCsv(values);
    expect(csv.split("\r\n")[1]).toBe("BHYT,202311,593,,,120,,,ước");
    expect(read(bytes(csv)).changes).toEqual(read(json(values)).changes);
  });

  test("takes period and unit from its head, numbers as numbers, and codes by the table", () => {
    const codes = { dataElements: { BHYT: "deBHYT" }, orgUnits: { "593": "ouBacBinh" } };
    const set = json([{ dataElement: "deBHYT", value: 120 }], { period: "202311", orgUnit: "ouBacBinh" });
    expect(read(set, codes).changes.map(({ value: one }) => one)).toEqual([120n]);
  });

  test("that says what the draft holds changes nothing, also the second time", () => {
    const { changes, unchanged } = read(json([value({ value: "100" })]));
    expect([changes, unchanged]).toEqual([[], 1]);
  });

  test("without a comment is no estimate; a CSV file without comments says nothing of it", () => {
    const held = figureForm({ held: { BHYT: { value: 100n, isEstimate: true } } });
    const months = new Map([["2023-11" as PeriodId, { forms: [held], outsiders: [] }]]);
    const changesOf = (given: Uint8Array) => {
      const opened = sheetOfExchange(given, null);
      const answer = opened.ok ? readDataValues(opened.sheet, months, NO_CODES) : opened;
      return answer.ok ? answer.reading.changes.map(({ isEstimate }) => isEstimate) : [];
    };
    expect(changesOf(json([value({ value: "100" })]))).toEqual([false]);
    expect(changesOf(bytes("dataelement,period,orgunit,value\nBHYT,202311,593,100"))).toEqual([]);
    expect(readComment("ướcmuốn")).toEqual({ isEstimate: false, note: "ướcmuốn" });
  });

  test("is told everything that is wrong with it at once, value by value", () => {
    const errors = errorsOf(
      json([
        value({ dataElement: "XYZ" }),
        value({ dataElement: "BHYT_TARGET" }),
        value({ dataElement: "TONG" }),
        value({ orgUnit: "999" }),
        value({ orgUnit: "60" }),
        value({ period: "2023Q4" }),
        value({ period: "202312" }),
        value({ value: "1.5" }),
        value({ value: -1 }),
        value({ value: 1e21 }),
        value({ value: "9".repeat(19) }),
        value({ value: null }),
        value({ categoryOptionCombo: "nu" }),
        value({ deleted: true }),
        value({ orgUnit: "594" }),
        value(),
        value(),
      ]),
    );
    expect(errors.map((one) => one.replace(/ .*/, ""))).toEqual([
      "A2",
      "A3",
      "A4",
      "C5",
      "C6",
      "B7",
      "B8",
      "F9",
      "F10",
      "F11",
      "F12",
      "F13",
      "D14",
      "J15",
      "F16",
      "F18",
    ]);
    expect(errors[0]).toBe("A2 dataElement “XYZ” không phải mã chỉ tiêu nào ở đây");
    expect(errors[3]).toContain("orgUnit “999” không phải đơn vị nào mà tài khoản được nhập");
    expect(errors[4]).toBe("C6 Tỉnh Bình Thuận: là số tổng");
    expect(errors[5]).toContain("viết 202310 cho tháng");
    expect(errors[10]).toContain("quá lớn");
    expect(errors[14]).toContain("Biểu đã duyệt");
    expect(errors[15]).toContain("đã có ở giá trị thứ 16");
  });

  test("with one error may not be written", () => {
    expect(read(json([value(), value({ dataElement: "XYZ" })])).canWrite).toBe(false);
  });

  test("names its periods so that their forms can be read first", () => {
    const opened = sheetOfExchange(
      json([value(), value({ period: "20211118" }), value({ period: "x" })]),
      null,
    );
    expect(opened.ok && periodsOf(opened.sheet)).toEqual(["2021-11-18", "2023-11"]);
  });
});

describe("what is no data value set", () => {
  test("is refused with a reason: broken JSON, another format, another encoding, no values", () => {
    expect(problemOf(bytes('{"dataValues": [{'))).toContain("hỏng");
    expect(problemOf(bytes("<dataValueSet/>"))).toContain("Chỉ nhận dataValueSet");
    expect(problemOf(new Uint8Array([0x50, 0x4b, 3, 4, 0xff]))).toContain("Chỉ nhận dataValueSet");
    expect(problemOf(new Uint8Array([0x7b, 0xff, 0xfe]))).toContain("UTF-8");
    expect(problemOf(bytes("[]"))).toContain("dataValues");
    expect(problemOf(bytes("{}"))).toContain("dataValues");
    expect(problemOf(bytes(""))).toContain("Chỉ nhận");
    expect(problemOf(json([value(), 7]))).toContain("Giá trị thứ 2");
  });

  test("is refused before it is read where it holds too many values", () => {
    expect(problemOf(json(Array(20_000).fill(value())))).toContain("20.000");
  });
});

describe("units", () => {
  const unit = (id: string, parentId: string | null, more: Partial<Unit> = {}): Unit => ({
    id,
    code: id.replace("-2025", ""),
    name: `Tỉnh ${id}`,
    shortName: id,
    level: "province",
    reportingKind: null,
    parentId,
    provinceId: id,
    path: `/vn/${id}/`,
    validFrom: "2008-08-01",
    validTo: "2025-06-30",
    ...more,
  });

  test("carry their parent, their first and their last day", () => {
    const nation = unit("VN", null, { level: "nation", validTo: null });
    const list = organisationUnits([nation, unit("60", "VN")], ({ code }) => code);
    expect(list[0]).toMatchObject({ level: 1, parent: null, closedDate: null });
    expect(list[1]).toMatchObject({
      code: "60",
      level: 2,
      parent: { id: "VN", code: "VN" },
      openingDate: "2008-08-01",
      closedDate: "2025-06-30",
    });
    expect(organisationUnitsCsv(list).split("\r\n")[2]).toBe("Tỉnh 60,60,60,VN,60,,2008-08-01,2025-06-30");
  });
});
