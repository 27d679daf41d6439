import { describe, expect, test } from "vitest";
import { NO_CODES, type ExchangeCodes } from "@/lib/domain/exchange-codes";
import { matchForeignUnits, readForeignUnits } from "@/lib/domain/exchange-units";
import type { Unit, UnitLevel } from "@/lib/domain/unit";

const unit = (id: string, name: string, parentId: string | null, level: UnitLevel = "district"): Unit => ({
  id,
  code: id,
  name,
  shortName: name.replace(/^(Tỉnh|Huyện|Thị xã|Thành phố|Quận) /, ""),
  level,
  reportingKind: level === "district" ? "district" : null,
  parentId,
  provinceId: parentId === "VN" || parentId === null ? id : parentId,
  path: "/vn/",
  validFrom: "2008-08-01",
  validTo: null,
});
const UNITS = [
  unit("VN", "Việt Nam", null, "nation"),
  unit("60", "Tỉnh Bình Thuận", "VN", "province"),
  unit("70", "Tỉnh Bình Phước", "VN", "province"),
  unit("593", "Huyện Tuy Phong", "60"),
  unit("594", "Thị xã La Gi", "60"),
  unit("695", "Huyện Đồng Phú", "70"),
  unit("696", "Thành phố Cao Lãnh", "70"),
  unit("697", "Huyện Cao Lãnh", "70"),
];

type Given = { id: string; name: string; code?: string; parent?: string; [more: string]: unknown };
const documentOf = (units: readonly Given[]) =>
  new TextEncoder().encode(
    JSON.stringify({
      system: { version: "2.40" },
      organisationUnits: units.map(({ parent, ...one }) => ({
        ...one,
        ...(parent ? { parent: { id: parent } } : {}),
      })),
    }),
  );
function match(units: readonly Given[], codes: ExchangeCodes = NO_CODES) {
  const read = readForeignUnits(documentOf(units));
  if (!read.ok) throw new Error(read.message);
  const { matches, unclear, held, closed } = matchForeignUnits(read.units, UNITS, codes, "2023-11-30");
  return {
    matches: matches.map(({ foreign, unit: own, by, note }) => [foreign.id, own.id, by, note]),
    unclear: unclear.map(({ foreign, message }) => `${foreign.id}: ${message}`),
    held,
    closed,
  };
}
const ROOT = { id: "r00t", name: "Bảo hiểm xã hội Việt Nam" };
const problemOf = (bytes: Uint8Array) => {
  const read = readForeignUnits(bytes);
  return read.ok ? null : read.message;
};

describe("units of another system", () => {
  test("are known by their code, and by their name below a parent that is known, without marks and kinds", () => {
    const { matches, unclear } = match([
      { id: "d1", name: "BHXH huyen Tuy phong", parent: "p1" },
      { id: "d2", name: "La Gi", parent: "p1" },
      { id: "d3", name: "H. Đồng Phú", parent: "p2" },
      { id: "p1", name: "Somewhere", code: "60", parent: "r00t" },
      { id: "p2", name: "BINH PHUOC", parent: "r00t" },
      ROOT,
    ]);
    expect(unclear).toEqual([]);
    expect(matches.map(([there, here, by, note]) => [there, here, by, note])).toEqual([
      ["r00t", "VN", "name", null],
      ["p1", "60", "code", "mã giống, tên khác"],
      ["p2", "70", "name", null],
      ["d1", "593", "name", null],
      ["d2", "594", "name", null],
      ["d3", "695", "name", null],
    ]);
  });

  test("find their parent by the path where no parent is given", () => {
    const { matches } = match([
      { ...ROOT, path: "/r00t" },
      { id: "p1", name: "Bình Thuận", path: "/r00t/p1" },
    ]);
    expect(matches.map(([there, here]) => [there, here])).toEqual([
      ["r00t", "VN"],
      ["p1", "60"],
    ]);
  });

  test("that are unclear are left to a person, each with the reason", () => {
    const below = (id: string, name: string, more: object = {}) => ({ id, name, parent: "p2", ...more });
    const { matches, unclear } = match([
      ROOT,
      { id: "p1", name: "Bình Thuận", parent: "r00t" },
      { id: "p2", name: "Bình Phước", parent: "r00t" },
      { id: "p9", name: "Atlantis", parent: "r00t" },
      below("x1", "Cao Lãnh"),
      below("x2", "Đồng Phú"),
      below("x3", "Huyện Đồng Phú"),
      below("x4", "Tuy Phong", { code: "593" }),
      { id: "x5", name: "La Gi", parent: "p9" },
      { id: "x6", name: "La Gi", code: "594", parent: "p1" },
      { id: "x7", name: "La Gi cũ", code: "594", parent: "p1" },
      { id: "a", name: "A", parent: "b" },
      { id: "b", name: "B", parent: "a" },
    ]);
    expect(matches.map(([there]) => there)).toEqual(["r00t", "p1", "p2"]);
    const said = (id: string) => unclear.find((one) => one.startsWith(`${id}: `));
    expect(said("p9")).toContain("không có đơn vị “Atlantis” dưới Việt Nam (mã VN)");
    expect(said("x1")).toContain("tên chưa rõ là đơn vị nào");
    for (const id of ["x2", "x3"])
      expect(said(id)).toContain("nhiều đơn vị trong tệp cùng có tên như Huyện Đồng Phú");
    expect(said("x4")).toContain("mã 593 là Huyện Tuy Phong (mã 593), không thuộc Tỉnh Bình Phước");
    expect(said("x5")).toContain("đơn vị cấp trên chưa khớp");
    for (const id of ["x6", "x7"]) expect(said(id)).toContain("mã 594 có ở nhiều đơn vị trong tệp");
    for (const id of ["a", "b"]) expect(said(id)).toContain("đi vòng");
    expect(unclear).toHaveLength(10);
  });

  test("a full name is itself, however many have its short one", () => {
    const { matches } = match([
      { id: "p2", name: "Bình Phước", code: "70" },
      { id: "c1", name: "Thành phố Cao Lãnh", parent: "p2" },
      { id: "c2", name: "Huyện Cao Lãnh", parent: "p2" },
    ]);
    expect(matches.map(([, here]) => here)).toEqual(["70", "696", "697"]);
  });

  test("that the table has already stay as they are, and lead to those below them", () => {
    const codes = { dataElements: {}, orgUnits: { "60": "p1", "594": "old" } };
    const { matches, unclear, held } = match(
      [
        { id: "p1", name: "Whatever", code: "70" },
        { id: "d1", name: "Tuy Phong", parent: "p1" },
        { id: "d2", name: "Thị xã La Gi", code: "594", parent: "p1" },
      ],
      codes,
    );
    expect([matches.map(([there]) => there), held]).toEqual([["d1"], 1]);
    expect(unclear).toEqual(["d2: Thị xã La Gi (mã 594) đã có mã bên ngoài old trong bảng"]);
  });

  test("that had ended are left out", () => {
    const ended = { id: "d1", name: "Tuy Phong", code: "593", closedDate: "2020-01-01T00:00:00.000" };
    expect(match([ended])).toEqual({ matches: [], unclear: [], held: 0, closed: 1 });
  });

  test("of a document that is cut off, empty, too long or wrong are refused as a whole", () => {
    const bytes = (text: string) => new TextEncoder().encode(text);
    expect(problemOf(bytes('{"organisationUnits": [{"id"'))).toContain("hỏng");
    expect(problemOf(new Uint8Array([0xff, 0xfe, 0x7b]))).toContain("UTF-8");
    expect(problemOf(bytes('{"dataValues": []}'))).toContain("không có danh sách organisationUnits");
    expect(problemOf(bytes('{"organisationUnits": []}'))).toContain("không có đơn vị nào");
    expect(problemOf(documentOf([ROOT, { id: "a b", name: "x" }]))).toContain("Đơn vị thứ 2 không đúng dạng");
    expect(problemOf(documentOf([ROOT, { id: "x", name: " " }]))).toContain("cần id và name");
    expect(problemOf(documentOf([ROOT, ROOT]))).toContain("id “r00t” đã dùng");
    const many = Array.from({ length: 20_001 }, (_, at) => ({ id: `u${at}`, name: "x" }));
    expect(problemOf(documentOf(many))).toContain("quá 20.000 đơn vị");
  });
});
