import { describe, expect, test } from "vitest";
import {
  decideOnDecision,
  decisionHeadSchema,
  issuedMeanwhileWords,
  kindsOf,
  mayReceive,
  mayRecord,
  supersedingProblem,
  type DecisionState,
} from "@/lib/domain/decision";
import { assignsSelf, issuersFor, mayIssue } from "@/lib/domain/issuer";
import type { Actor, OrgScope, Role } from "@/lib/domain/policy";
import { NO_DRIVES, isKnownScope, scopeDays, scopeName, targetScopeSchema } from "@/lib/domain/target-scope";

const VN = { id: "VN", level: "nation", path: "/vn/", parentId: null } as const;
const binhThuan = { id: "60", level: "province", path: "/vn/60/", parentId: "VN" } as const;
const lamDong = { id: "68", level: "province", path: "/vn/68/", parentId: "VN" } as const;
const phanThiet = { id: "593", level: "district", path: "/vn/60/593/", parentId: "60" } as const;

function actor(role: Role, path: string): Actor {
  const unit = {
    id: "x",
    code: "x",
    name: "x",
    shortName: "x",
    level: "province",
    path,
    provinceId: "x",
  } as const;
  const scope = { paths: [path], provincePaths: [path] } as unknown as OrgScope;
  return { id: role, username: role, displayName: role, role, unit, scope, mustChangePassword: false };
}
const central = actor("central", "/vn/");
const manager = actor("manager", "/vn/60/");
const director = actor("director", "/vn/60/593/");

const draft: DecisionState = {
  status: "draft",
  issuer: "BHXH tỉnh",
  unit: binhThuan,
  hasPaper: false,
  targets: 3,
};
const issued: DecisionState = { ...draft, status: "issued" };
const refused = (reason: string) => ({ ok: false, reason });

describe("who writes decisions down", () => {
  test("central for the nation, a manager inside the own province, a director for the own unit", () => {
    const rows = [central, manager, director, actor("admin", "/vn/"), actor("viewer", "/vn/")].map((one) =>
      [VN, binhThuan, lamDong, phanThiet].map((unit) => mayRecord(one, unit)),
    );
    expect(rows).toEqual([
      [true, false, false, false],
      [false, true, false, true],
      [false, false, false, true],
      [false, false, false, false],
      [false, false, false, false],
    ]);
  });

  test("an issuer decides for its own level and never upward", () => {
    expect(mayIssue("BHXH VN", "nation")).toBe(true);
    expect(mayIssue("BHXH VN", "province")).toBe(false);
    expect(mayIssue("Bộ Tài chính", "province")).toBe(false);
    expect(mayIssue("UBND tỉnh", "province")).toBe(true);
    expect(mayIssue("UBND tỉnh", "nation")).toBe(false);
    expect(mayIssue("Hội đồng nghĩa vụ", "province")).toBe(true);
    expect(mayIssue("BHXH tỉnh", "commune")).toBe(false);
    expect(issuersFor({ level: "province", name: "Tỉnh Bình Thuận" })).toEqual([
      "HĐND tỉnh",
      "UBND tỉnh",
      "Tỉnh ủy",
      "Ban Chỉ đạo",
      "BHXH tỉnh",
    ]);
    expect(issuersFor({ level: "province", name: "Thành phố Huế" })).toEqual([
      "HĐND thành phố",
      "UBND thành phố",
      "Thành ủy",
      "Ban Chỉ đạo",
      "BHXH thành phố",
    ]);
    expect(issuersFor({ level: "district", name: "BHXH cơ sở Phan Thiết" })).toContain("BHXH cơ sở");
  });

  test.each([
    "bhxh vn",
    "BHXHVN",
    "B.H.X.H  V.N",
    "Bảo hiểm xã hội Việt Nam",
    "THỦ TƯỚNG",
    "thu tuong",
    "bộ tài chính",
  ])("a province does not become %s by spelling", (issuer) => {
    expect(mayIssue(issuer, "province")).toBe(false);
    expect(mayIssue(issuer, "nation")).toBe(true);
  });
  test("nor a district its province, and a name that only sounds alike stays its own", () => {
    expect(mayIssue("ubnd  tỉnh", "district")).toBe(false);
    expect(mayIssue("Ủy ban nhân dân tỉnh", "district")).toBe(false);
    expect(mayIssue("bhxh tinh", "province")).toBe(true);
    expect(assignsSelf("bhxh TỈNH")).toBe(false);
    expect(mayIssue("Bố Trạch", "district")).toBe(true);
  });
});

describe("a decision", () => {
  test("is edited, discarded and issued while it is a draft", () => {
    expect(decideOnDecision(draft, "edit", manager)).toEqual({ ok: true });
    expect(decideOnDecision(draft, "discard", manager)).toEqual({ ok: true });
    expect(decideOnDecision(draft, "issue", manager)).toEqual({ ok: true });
    expect(decideOnDecision({ ...draft, targets: 0 }, "issue", manager)).toEqual(refused("no-target"));
  });
  test("is never changed once it is issued", () => {
    for (const event of ["edit", "discard", "issue"] as const)
      expect(decideOnDecision(issued, event, manager)).toEqual(refused("issued"));
  });
  test("takes a scan that was missing, and no second one once it is issued", () => {
    expect(decideOnDecision(issued, "attach", manager)).toEqual({ ok: true });
    expect(decideOnDecision({ ...issued, hasPaper: true }, "attach", manager)).toEqual(refused("has-paper"));
    expect(decideOnDecision({ ...draft, hasPaper: true }, "attach", manager)).toEqual({ ok: true });
  });
  test("is nobody else's, and of no issuer above its unit", () => {
    expect(decideOnDecision(draft, "edit", director)).toEqual(refused("forbidden"));
    expect(decideOnDecision(draft, "edit", central)).toEqual(refused("forbidden"));
    expect(decideOnDecision({ ...draft, issuer: "BHXH VN" }, "edit", manager)).toEqual(refused("issuer"));
  });
  test("gives targets to the units right below; to the unit itself only by whoever stands above the office", () => {
    expect(mayReceive(draft, phanThiet)).toBe(true);
    expect(mayReceive(draft, binhThuan)).toBe(false);
    expect(mayReceive({ ...draft, issuer: "UBND tỉnh" }, binhThuan)).toBe(true);
    expect(mayReceive(draft, lamDong)).toBe(false);
    expect(mayReceive({ issuer: "BHXH VN", unit: VN }, phanThiet)).toBe(false);
    expect(mayReceive({ issuer: "BHXH VN", unit: VN }, binhThuan)).toBe(true);
  });
  test("supersedes an earlier issued one of the same issuer", () => {
    const first = {
      id: "a",
      unitId: "60",
      issuer: "BHXH tỉnh",
      effectiveOn: "2026-01-05",
      status: "issued",
    } as const;
    const second = { ...first, id: "b", effectiveOn: "2026-09-01" };
    expect(supersedingProblem(second, first)).toBeNull();
    expect(supersedingProblem(first, second)).toBe("later");
    expect(supersedingProblem(second, { ...first, issuer: "UBND tỉnh" })).toBe("other-issuer");
    expect(supersedingProblem(second, { ...first, unitId: "68" })).toBe("other-issuer");
    expect(supersedingProblem(second, { ...first, status: "draft" })).toBe("not-issued");
    expect(supersedingProblem(second, second)).toBe("itself");
  });
  const head = {
    issuer: " BHXH tỉnh ",
    number: "12/QĐ-BHXH",
    decidedOn: "2026-01-05",
    effectiveOn: "2026-01-05",
    subject: "",
    supersedesId: "",
  };
  test("has a head whose words are trimmed and whose days exist", () => {
    expect(decisionHeadSchema.parse(head)).toMatchObject({ issuer: "BHXH tỉnh", supersedesId: null });
    expect(decisionHeadSchema.parse({ ...head, issuer: "bhxh  tinh" }).issuer).toBe("BHXH tỉnh");
    expect(decisionHeadSchema.parse({ ...head, issuer: "Sở Y tế" }).issuer).toBe("Sở Y tế");
    for (const wrong of [{ number: "  " }, { decidedOn: "2026-02-30" }, { supersedesId: "1" }])
      expect(decisionHeadSchema.safeParse({ ...head, ...wrong }).success).toBe(false);
    const far = (change: object) =>
      decisionHeadSchema.safeParse({ ...head, ...change }).error?.issues[0]?.message;
    expect(
      ["1980-01-01", "2100-01-01"].map((day) => [far({ effectiveOn: day }), far({ decidedOn: day })]),
    ).toEqual(
      Array.from({ length: 2 }, () =>
        Array.from({ length: 2 }, () => "Năm của quyết định phải từ 1990 đến 2099"),
      ),
    );
    expect(far({ effectiveOn: "2099-12-31", decidedOn: "1990-01-01" })).toBeUndefined();
    const all = decisionHeadSchema.safeParse({ ...head, decidedOn: "0001-01-01" }).error?.issues;
    expect(all?.map(({ message }) => message)).toEqual(["Năm của quyết định phải từ 1990 đến 2099"]);
  });

  test("has a number with plain dashes, which no spreadsheet takes for a formula", () => {
    const numbered = (number: string) => decisionHeadSchema.safeParse({ ...head, number });
    for (const dash of "\u2010\u2011\u2012\u2013\u2014\u2015\u2212")
      expect(numbered(`546/QĐ${dash}BHXH`).data?.number).toBe("546/QĐ-BHXH");
    for (const number of ["=1+1", "+1", "@A1", " =1", "\u22121"])
      expect(numbered(number).error?.issues[0]?.message).toMatch(/^Số quyết định không bắt đầu bằng/);
  });

  test("names the decision that it replaces by one of the list, or says so in Vietnamese", () => {
    const wrong = decisionHeadSchema.safeParse({ ...head, supersedesId: "khac" });
    expect(wrong.error?.issues.map(({ message }) => message)).toEqual([
      "Chọn lại quyết định bị thay thế trong danh sách",
    ]);
  });
});

test("money is given as an amount, people as a headcount or its increase, both as a rate", () => {
  expect(kindsOf("THU")).toEqual(["amount", "rate"]);
  expect(kindsOf("BHYT")).toEqual(["headcount", "increase", "rate"]);
});

test("numbers that come after it was issued are told which decision, when, by whom, and what to do", () => {
  const decision = {
    number: "12/QĐ-BHXH",
    issuer: "BHXH tỉnh",
    issuedAt: new Date("2026-11-04T00:52:00Z"),
    issuedBy: { displayName: "Nguyễn Văn A" },
  };
  expect(issuedMeanwhileWords(decision)).toBe(
    "Quyết định 12/QĐ-BHXH của BHXH tỉnh đã ban hành lúc 07:52 ngày 04/11/2026, người ban hành: Nguyễn Văn A. Chưa lưu ô nào. Cần đổi số: mở quyết định này và lập quyết định thay thế.",
  );
});

describe("the time that a target is for", () => {
  const scope = (text: string) => targetScopeSchema.parse(text);
  test.each([
    ["2026", "năm 2026", { from: "2026-01-01", to: "2026-12-31" }],
    ["SY2026", "năm học 2026-2027", { from: "2026-09-01", to: "2027-08-31" }],
    ["2026-Q4", "quý IV/2026", { from: "2026-10-01", to: "2026-12-31" }],
    ["D:thang-van-dong-2026", "đợt ra quân", null],
  ])("%s is %s", (text, name, days) => {
    expect(scopeName(scope(text), NO_DRIVES)).toBe(name);
    expect(scopeDays(scope(text))).toEqual(days);
  });
  test("of a drive is told by the name of the drive, never by its id", () => {
    const drives = new Map([
      ["thang-van-dong-5", "Tháng vận động 5"],
      ["cao-diem", "Đợt cao điểm cuối năm"],
    ]);
    expect(scopeName(scope("D:thang-van-dong-5"), drives)).toBe("đợt Tháng vận động 5");
    expect(scopeName(scope("D:cao-diem"), drives)).toBe("đợt cao điểm cuối năm");
    expect(scopeName(scope("2026"), drives)).toBe("năm 2026");
  });
  test("of a drive is known to who may see the drive; every other time is known", () => {
    const drives = new Map([["cao-diem", "Cao điểm"]]);
    const known = ["2026", "SY2026", "D:cao-diem", "D:khong-co"].map((one) =>
      isKnownScope(scope(one), drives),
    );
    expect(known).toEqual([true, true, true, false]);
  });
  test.each(["26", "2026-Q5", "SY26", "D:", "D:Đợt", "1989", "2100", "2026-10"])("%s is none", (text) => {
    expect(targetScopeSchema.safeParse(text).success).toBe(false);
  });
});
