import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fold, match, readQuery, search, type SearchSource, type SearchUnit } from "@/lib/domain/search";
import { period } from "@/tests/support/dashboard-facts";

const unit = (id: string, shortName: string, change: Partial<SearchUnit> = {}): SearchUnit => ({
  id,
  provinceId: id,
  code: id.replace(/-.*/, ""),
  name: `Tỉnh ${shortName}`,
  shortName,
  level: "province",
  reportingKind: null,
  path: `/vn/${id}/`,
  validFrom: "2025-07-01",
  validTo: null,
  parentName: null,
  ...change,
});

const ended = { validFrom: "1997-01-01", validTo: "2025-06-30" };
const district = (id: string, name: string, parentName: string, path: string): SearchUnit =>
  unit(id, name, {
    name: `BHXH cơ sở ${name}`,
    level: "district",
    reportingKind: "district",
    parentName,
    path,
  });

const source: SearchSource = {
  units: [
    unit("VN", "Việt Nam", { name: "Việt Nam", level: "nation", path: "/vn/", validFrom: "1995-01-01" }),
    unit("46", "Huế", { name: "Thành phố Huế", ...ended }),
    unit("46-2025", "Huế", { name: "Thành phố Huế" }),
    unit("77", "Bà Rịa - Vũng Tàu", ended),
    unit("79-2025", "TP. Hồ Chí Minh", { name: "Thành phố Hồ Chí Minh" }),
    unit("66-2025", "Đắk Lắk"),
    unit("68-2025", "Lâm Đồng"),
    unit("68", "Lâm Đồng", ended),
    unit("60", "Bình Thuận", ended),
    unit("3-2025", "Bảo Lâm"),
    unit("4-2025", "Bảo"),
    unit("38-2025", "Thanh Hóa"),
    district("1-2025", "Phú Mỹ", "Lâm Đồng", "/vn/68-2025/1-2025/"),
    district("2-2025", "Phú Mỹ", "Huế", "/vn/46-2025/2-2025/"),
  ],
  periods: ["2026-10", "2026-09", "2025-10", "2025-09", "2023-10"].map(period),
  screens: [
    { href: "/entry", label: "Nhập số liệu" },
    { href: "/sources", label: "Nguồn dữ liệu" },
  ],
  ownPath: "/vn/46-2025/",
  homeId: "46-2025",
  today: "2026-11-22",
};

const titles = (text: string) => search(source, text).map(({ title }) => title);
const first = (text: string) => search(source, text)[0];

describe("what is typed", () => {
  test.each([
    ["Đắk Lắk", "dak lak"],
    ["Bà Rịa - Vũng Tàu", "ba ria vung tau"],
    ["TP. Hồ Chí Minh", "tp ho chi minh"],
    ["  ĐỒNG   NAI ", "dong nai"],
  ])("%s is compared as %s", (text, folded) => {
    expect(fold(text)).toBe(folded);
  });

  test("composed and decomposed letters are the same", () => {
    expect(fold("Thừa Thiên Huế".normalize("NFD"))).toBe(fold("Thừa Thiên Huế".normalize("NFC")));
  });

  test("any text is read without failing, and folding twice changes nothing", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 40 }), (text) => {
        expect(fold(fold(text))).toBe(fold(text));
        expect(search(source, text).length).toBeLessThanOrEqual(20);
      }),
    );
  });
});

describe("finding units", () => {
  test.each([
    ["tth", "Huế"],
    ["brvt", "Bà Rịa - Vũng Tàu"],
    ["TPHCM", "TP. Hồ Chí Minh"],
    ["hcm", "TP. Hồ Chí Minh"],
    ["dak lak", "Đắk Lắk"],
    ["đắc lắc", undefined],
    ["dl", "Đắk Lắk"],
    ["thua t hue", "Huế"],
    ["vung tau", "Bà Rịa - Vũng Tàu"],
    ["lamdong", "Lâm Đồng"],
    ["60", "Bình Thuận"],
    ["tp hue", "Huế"],
    ["tỉnh lâm đ", "Lâm Đồng"],
    ["toàn", undefined],
  ])("%s finds %s", (text, title) => {
    expect(first(text)?.title).toBe(title);
  });

  test("a unit that exists stands before one of the same name that has ended, which says until when", () => {
    expect(search(source, "lâm đồng").map(({ href, isEnded }) => [href, isEnded])).toEqual([
      ["/units/68-2025", false],
      ["/units/68", true],
    ]);
    expect(search(source, "lâm đồng")[1]?.detail).toBe("Tỉnh, thành phố, đến 30/06/2025");
  });

  test("of two districts of one name the own one stands first, and each says where it lies", () => {
    expect(search(source, "phu my").map(({ detail }) => detail)).toEqual(["Huế", "Lâm Đồng"]);
  });

  test("the whole name stands before names that only begin so", () => {
    expect(titles("bao")).toEqual(["Bảo", "Bảo Lâm"]);
  });

  test("a name that a unit no longer has is still found, and said", () => {
    expect(first("tth")).toMatchObject({
      title: "Huế",
      detail: "trước là Thừa Thiên Huế, Tỉnh, thành phố",
    });
    expect(first("huế")?.detail).toBe("Tỉnh, thành phố");
  });

  test("nothing typed finds nothing", () => {
    expect(search(source, "")).toEqual([]);
    expect(search(source, " - ")).toEqual([]);
  });
});

describe("finding periods and screens", () => {
  test.each([
    ["10/2025", "", "2025-10"],
    ["t10/2025", "", "2025-10"],
    ["tháng 9 năm 2026", "", "2026-09"],
    ["kỳ 2025-9", "", "2025-09"],
    ["lâm đồng 10/2025", "lam dong", "2025-10"],
    ["18/11/2021", "", "2021-11-18"],
    ["2021-11-18", "", "2021-11-18"],
    ["13/2025", "13 2025", null],
    ["quận 10", "quan 10", null],
  ])("%s means %s and %s", (text, words, id) => {
    expect(readQuery(text)).toEqual({ words, period: id });
  });

  test("before the unit began a month leads to history told in today's tree", () => {
    expect(first("10/2023")?.href).toBe("/units/46-2025?period=2023-10&boundaries=now");
    const hrefs = (text: string) => search(source, text).map(({ href }) => href);
    expect(hrefs("lâm đồng 10/2023")).toEqual([
      "/units/68?period=2023-10",
      "/units/68-2025?period=2023-10&boundaries=now",
    ]);
  });

  test("a unit and a year mean December of it, else the newest month that there is", () => {
    const periods = [...source.periods, period("2022-12"), period("2022-11")];
    const hrefs = (text: string) => search({ ...source, periods }, text).map(({ href }) => href);
    expect(hrefs("lam dong 2022")[0]).toBe("/units/68?period=2022-12");
    expect(hrefs("lâm đồng năm 2023")).toEqual([
      "/units/68?period=2023-10",
      "/units/68-2025?period=2023-10&boundaries=now",
    ]);
    expect(hrefs("68-2025")).toEqual(["/units/68-2025"]);
    expect(hrefs("lam dong 1999")).toEqual([]);
  });

  test("a period alone leads to the unit that one is looking at", () => {
    expect(first("10/2025")).toMatchObject({
      kind: "period",
      href: "/units/46-2025?period=2025-10",
      title: "Tháng 10/2025",
    });
  });

  test("a unit with a period leads to that month of the unit that existed then", () => {
    expect(first("ld 9/2025")).toMatchObject({ kind: "unit", href: "/units/68-2025?period=2025-09" });
    expect(first("ld 10/2023")).toMatchObject({ kind: "unit", href: "/units/68?period=2023-10" });
  });

  test("a period that nobody opened is left out", () => {
    expect(first("lam dong 10/2019")?.href).toBe("/units/68");
  });

  test("a month without a year is every year's, the newest first", () => {
    expect(titles("tháng 10")).toEqual(["Tháng 10/2026", "Tháng 10/2025", "Tháng 10/2023"]);
  });

  test("a period that nobody opened is not offered", () => {
    expect(titles("10/2019")).toEqual([]);
  });

  test("a screen is found by its initials", () => {
    expect(first("nsl")).toMatchObject({ kind: "screen", href: "/entry" });
  });
});

test("letters within a name are found last", () => {
  expect(match("binh thuan", "huan")).toBe(6);
  expect(match("binh thuan", "hu")).toBeNull();
});
