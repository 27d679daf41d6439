import { describe, expect, test } from "vitest";
import { NO_CODES, type ExchangeCodes } from "@/lib/domain/exchange-codes";
import { sheetOfExchange } from "@/lib/domain/exchange-sheet";
import { readTargetValues, scopePeriod } from "@/lib/domain/exchange-targets";
import { dataValuesCsv } from "@/lib/domain/exchange-values";
import { scopeName, targetScopeSchema } from "@/lib/domain/target-scope";
import type { SheetContext } from "@/lib/domain/target-sheet";

const scope = targetScopeSchema.parse("2026");
const DRIVES = new Map([["thang-5", "Tháng vận động 5"]]);
const receiver = (id: string, name: string) => ({
  id: `u${id}`,
  code: id,
  name,
  shortName: null,
  level: null,
});
const CONTEXT: SheetContext = {
  receivers: [receiver("593", "Huyện Tuy Phong"), receiver("594", "Thị xã La Gi")],
  outsiders: [{ ...receiver("60", "Tỉnh Bình Thuận"), reason: "là tổng của cả bảng" }],
  current: [
    { receiverId: "u593", indicator: "BHYT", kind: "headcount", value: 100n },
    { receiverId: "u594", indicator: "BHTN", kind: "headcount", value: 9n, isLocked: true },
  ],
};
const one = (given: object = {}) => ({
  dataElement: "BHYT_TARGET",
  period: "2026",
  orgUnit: "593",
  value: "120",
  ...given,
});

function answer(text: string, codes: ExchangeCodes = NO_CODES, at = scope) {
  const opened = sheetOfExchange(new TextEncoder().encode(text), null);
  if (!opened.ok) return opened;
  return readTargetValues(
    opened.sheet,
    CONTEXT,
    { issuer: "BHXH tỉnh", scope: at, time: scopeName(at, DRIVES) },
    codes,
  );
}
function read(dataValues: object[], codes?: ExchangeCodes, at = scope) {
  const found = answer(JSON.stringify({ dataValues }), codes, at);
  if (!found.ok) throw new Error(found.message);
  return found.reading;
}
const errorsOf = (dataValues: object[]) => {
  const { issues, canWrite } = read(dataValues);
  const errors = issues.filter(({ level }) => level === "error");
  expect(canWrite).toBe(errors.length === 0);
  return errors.map(({ cell, message }) => `${cell} ${message}`);
};

describe("targets of a data value set", () => {
  test("leave a locked number as it is", () => {
    const locked = { orgUnit: "594", dataElement: "BHTN_TARGET" };
    expect(errorsOf([one({ ...locked, value: "10" })])).toEqual([
      "F2 ô đã khóa; mở khóa trong bảng phân giao trước",
    ]);
    expect(read([one({ ...locked, value: "9" })])).toMatchObject({
      changes: [],
      unchanged: 1,
      canWrite: true,
    });
  });

  test("are proposed beside what the draft has; a rate with decimals, money, an increase each by its own element", () => {
    const { changes, unchanged, canWrite } = read([
      one(),
      one({ orgUnit: "u594", value: 7 }),
      one({ orgUnit: "594", dataElement: "BHYT_TARGET_RATE", value: "92.25" }),
      one({ dataElement: "BHYT_TARGET_RATE", value: 93.5 }),
      one({ dataElement: "BHXH_TN_TARGET_INCREASE", value: "30" }),
      one({ dataElement: "THU_TARGET_AMOUNT", value: "9000000000" }),
    ]);
    expect(canWrite).toBe(true);
    expect(unchanged).toBe(0);
    expect(
      changes.map(({ receiverId, indicator, kind, before, value, cell }) => [
        receiverId,
        indicator,
        kind,
        before,
        value,
        cell,
      ]),
    ).toEqual([
      ["u593", "BHYT", "headcount", 100n, 120n, "F2"],
      ["u594", "BHYT", "headcount", null, 7n, "F3"],
      ["u594", "BHYT", "rate", null, 92_25n, "F4"],
      ["u593", "BHYT", "rate", null, 93_50n, "F5"],
      ["u593", "BHXH_TN", "increase", null, 30n, "F6"],
      ["u593", "THU", "amount", null, 9_000_000_000n, "F7"],
    ]);
    expect(read([one({ value: "100" })])).toMatchObject({ changes: [], unchanged: 1 });
  });

  test("are known by the names of the other system, and in a CSV file as it is written here", () => {
    const codes = { dataElements: { BHYT_TARGET: "deKeHoach" }, orgUnits: { u594: "ouLaGi" } };
    const mapped = one({ dataElement: "deKeHoach", orgUnit: "ouLaGi" });
    expect(read([mapped], codes).changes).toMatchObject([{ receiverId: "u594", indicator: "BHYT" }]);
    const csv = answer(dataValuesCsv([{ ...one(), attributeOptionCombo: "BHXH  Tỉnh", comment: "1/QĐ" }]));
    expect(csv).toMatchObject({ ok: true, reading: { changes: [{ value: 120n }], canWrite: true } });
  });

  test("are refused one by one with their place: of another time, issuer or unit, in parts, twice, or no targets", () => {
    const wrong: [object, RegExp][] = [
      [{ period: "2025" }, /^B2 period “2025” không phải năm 2026, viết 2026$/],
      [{ period: null }, /^B2 không ghi period; cần năm 2026/],
      [{ attributeOptionCombo: "UBND tỉnh" }, /^E2 nơi giao là “UBND tỉnh”, dự thảo này của BHXH tỉnh/],
      [{ categoryOptionCombo: "nam" }, /^D2 “nam”: chỉ tiêu giao không chia/],
      [{ orgUnit: "60" }, /^C2 Tỉnh Bình Thuận .*là tổng của cả bảng$/],
      [{ orgUnit: "999" }, /^C2 không có đơn vị nào mang mã “999”/],
      [{ orgUnit: null }, /^C2 không ghi orgUnit/],
      [{ dataElement: "BHYT" }, /^A2 dataElement “BHYT” là số liệu/],
      [{ dataElement: "THU_TARGET" }, /^A2 .*không có loại chỉ tiêu giao này$/],
      [{ dataElement: "X_TARGET" }, /^A2 .*không phải mã chỉ tiêu giao nào/],
      [{ value: "1.5" }, /^F2 /],
      [{ value: 1.5 }, /^F2 “1.5” là số lẻ/],
      [{ value: "-3" }, /^F2 /],
      [{ value: null }, /^F2 không có giá trị/],
      [{ deleted: true }, /^J2 không xóa chỉ tiêu giao bằng tệp/],
    ];
    for (const [given, message] of wrong) {
      const errors = errorsOf([one(given)]);
      expect(errors).toHaveLength(1);
      expect(errors[0]).toMatch(message);
    }
    expect(errorsOf([one(), one({ value: "121" })])).toEqual([
      "F3 chỉ tiêu này đã có ở giá trị thứ 1; chỉ ghi một lần",
    ]);
  });

  test("that leave units out are said to, and can be written", () => {
    const { issues, canWrite } = read([one()]);
    expect(canWrite).toBe(true);
    expect(issues.map(({ level, message }) => [level, message])).toEqual([
      ["warning", "tệp thiếu 1 đơn vị: Thị xã La Gi; số đã có trong dự thảo giữ nguyên"],
    ]);
  });

  test("of a quarter and a school year are written as DHIS2 writes these times", () => {
    const [quarter, school] = [targetScopeSchema.parse("2026-Q4"), targetScopeSchema.parse("SY2026")];
    expect([quarter, school, scope].map(scopePeriod)).toEqual(["2026Q4", "2026Sep", "2026"]);
    for (const period of ["2026Q4", "2026-Q4"])
      expect(read([one({ period })], NO_CODES, quarter).canWrite).toBe(true);
    expect(read([one({ period: "2026" })], NO_CODES, quarter).canWrite).toBe(false);
  });

  test("of a drive are told its name, not only its id", () => {
    const [found] = read([one()], NO_CODES, targetScopeSchema.parse("D:thang-5")).issues;
    expect(found?.message).toBe("period “2026” không phải đợt Tháng vận động 5, viết D:thang-5");
  });

  test("that are cut off, empty or something else are refused as a whole", () => {
    expect(answer('{"dataValues": [{"dataElement"')).toMatchObject({ ok: false });
    expect(answer('{"dataValues": []}')).toEqual({ ok: false, message: "Tệp không có giá trị nào." });
    expect(answer('{"organisationUnits": []}')).toMatchObject({ ok: false });
    expect(answer("dataelement,period,orgunit\nBHYT_TARGET,2026,593\n")).toMatchObject({ ok: false });
  });
});
