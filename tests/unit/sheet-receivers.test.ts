import { describe, expect, test } from "vitest";
import { textCell, type SheetCell } from "@/lib/domain/sheet";
import { ReceiverIndex } from "@/lib/domain/sheet-receivers";
import { receiver } from "@/tests/support/sheets";

const index = new ReceiverIndex({
  receivers: [
    receiver("288", "Thành phố Hải Dương"),
    receiver("291", "Huyện Nam Sách"),
    receiver("292", "Thị xã Hồng Ngự"),
    receiver("293", "Huyện Hồng Ngự"),
    receiver("294", "Xã Tân Thành"),
    receiver("295", "Xã Tân Thạnh"),
    receiver("01", "Thành phố Hà Nội"),
    receiver("79", "Thành phố Hồ Chí Minh"),
    receiver("760", "Quận 1"),
    receiver("890", "Thị xã Tịnh Biên"),
    receiver("891", "BHXH cơ sở Phan Thiết"),
    receiver("60-VP", "Văn phòng BHXH tỉnh Bình Thuận"),
    receiver("892", "Huyện Hòa Vang"),
  ],
  outsiders: [{ ...receiver("300", "Huyện Thanh Miện"), reason: "đã kết thúc ngày 30/06/2025" }],
});

const text = (shown: string): SheetCell =>
  textCell(shown) ?? { kind: "text", shown, number: null, isFormula: false };
const named = (shown: string) => {
  const answer = index.withName(text(shown));
  return answer.ok ? answer.receiver.code : answer.message;
};

describe("a name", () => {
  test.each([
    ["TP Hải Dương", "288"],
    ["Tp. Hải Dương", "288"],
    ["T.P Hải Dương", "288"],
    ["Thành phố Hải Dương", "288"],
    ["thanh pho hai duong", "288"],
    ["HẢI DƯƠNG", "288"],
    ["H. Nam Sách", "291"],
    ["H.Nam Sách", "291"],
    ["Huyện Nam Sách", "291"],
    ["3. Huyện Nam Sách", "291"],
    ["- Nam Sách", "291"],
    ["BHXH huyện Nam Sách", "291"],
    ["TX Hồng Ngự", "292"],
    ["Huyện Hồng Ngự", "293"],
    ["Tân Thành", "294"],
    ["X. Tân Thạnh", "295"],
    ["TP.HCM", "79"],
    ["TP. Hồ Chí Minh", "79"],
    ["Quận 1", "760"],
    ["Q.1", "760"],
    ["Tịnh Biên", "890"],
    ["BHXH Phan Thiết", "891"],
    ["Phan Thiết", "891"],
    ["Văn phòng BHXH tỉnh Bình Thuận", "60-VP"],
    ["Huyện Hoà Vang", "892"],
  ])("“%s” is %s", (shown, code) => expect(named(shown)).toBe(code));

  test("that several have is asked about", () => {
    expect(named("Hồng Ngự")).toBe(
      "tên chưa rõ là đơn vị nào: Thị xã Hồng Ngự (mã 292), Huyện Hồng Ngự (mã 293); ghi đủ tên hoặc mã",
    );
    expect(named("Xã Tan Thanh")).toContain("Xã Tân Thành (mã 294), Xã Tân Thạnh (mã 295)");
  });

  test("that nobody has is said", () => {
    expect(named("Huyện Nam Xách 2")).toBe("không có đơn vị “Huyện Nam Xách 2” được giao ở đây");
  });

  test("of a unit that gets nothing here says why", () => {
    expect(named("Thanh Miện")).toBe("Huyện Thanh Miện không được giao ở đây: đã kết thúc ngày 30/06/2025");
  });

  test.each([
    ["Huyện Hải Dương", "Thành phố Hải Dương"],
    ["Phường Phan Thiết", "BHXH cơ sở Phan Thiết"],
    ["P. Phan Thiết", "BHXH cơ sở Phan Thiết"],
    ["Huyện Phan Thiết", "BHXH cơ sở Phan Thiết"],
    ["BHXH tỉnh Phan Thiết", "BHXH cơ sở Phan Thiết"],
    ["BHXH phường Phan Thiết", "BHXH cơ sở Phan Thiết"],
    ["Xã Nam Sách", "Huyện Nam Sách"],
    ["Thị xã Nam Sách", "Huyện Nam Sách"],
    ["BHXH Tân Thạnh", "Xã Tân Thạnh"],
    ["BHXH cơ sở Tân Thạnh", "Xã Tân Thạnh"],
    ["Tỉnh Hà Nội", "Thành phố Hà Nội"],
  ])("“%s” says another kind than %s and is refused", (shown, name) => {
    expect(named(shown)).toBe(`“${shown}” khác loại đơn vị với ${name}; ghi đúng tên hoặc mã`);
  });

  test("that contradicts some of those it may mean is one of the others", () => {
    expect(named("BHXH Hồng Ngự")).toContain("tên chưa rõ");
    expect(named("Xã Hồng Ngự")).toContain("khác loại đơn vị");
  });

  test("of an office is no name of a province that is called a city", () => {
    const province = new ReceiverIndex({
      receivers: [receiver("46", "Thành phố Huế", "province")],
      outsiders: [],
    });
    expect(province.withName(text("BHXH cơ sở Huế"))).toMatchObject({
      ok: false,
      message: "“BHXH cơ sở Huế” khác loại đơn vị với Thành phố Huế; ghi đúng tên hoặc mã",
    });
    for (const own of ["TP Huế", "BHXH Thành phố Huế", "BHXH Huế"])
      expect(province.withName(text(own))).toMatchObject({ ok: true, warning: null });
    const both = [receiver("46", "Thành phố Huế", "province"), receiver("474", "BHXH cơ sở Huế", "office")];
    const answer = new ReceiverIndex({ receivers: both, outsiders: [] }).withName(text("BHXH huyện Huế"));
    expect(answer).toMatchObject({ ok: true, receiver: { code: "474" } });
  });

  test("of an agency by its former level is taken, and said", () => {
    expect(index.withName(text("BHXH huyện Phan Thiết"))).toMatchObject({
      ok: true,
      warning: "“BHXH huyện Phan Thiết” được hiểu là BHXH cơ sở Phan Thiết",
    });
    for (const own of [
      "TP Hải Dương",
      "T.P Hải Dương",
      "BHXH TP. Hải Dương",
      "Tịnh Biên",
      "BHXH cơ sở Phan Thiết",
    ])
      expect(index.withName(text(own))).toMatchObject({ ok: true, warning: null });
  });
});

describe("a code", () => {
  const code = (shown: string) => {
    const answer = index.withCode(text(shown));
    return answer.ok ? answer.receiver.name : answer.message;
  };

  test.each([
    ["288", "Thành phố Hải Dương"],
    ["01", "Thành phố Hà Nội"],
    ["1", "Thành phố Hà Nội"],
    ["60-vp", "Văn phòng BHXH tỉnh Bình Thuận"],
    ["id-288", "Thành phố Hải Dương"],
    ["999", "không có đơn vị nào mang mã “999” được giao ở đây"],
    ["300", "Huyện Thanh Miện không được giao ở đây: đã kết thúc ngày 30/06/2025"],
  ])("“%s” is %s", (shown, name) => expect(code(shown)).toBe(name));
});
