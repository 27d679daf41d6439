import { describe, expect, test } from "vitest";
import { decisionHappening, noticesOf, placeOf, type Happening } from "@/lib/domain/notification";
import type { PeriodId } from "@/lib/domain/period";
import { toldPeriod } from "@/lib/domain/period-news";

const OCTOBER = "2026-10" as PeriodId;
const submission = {
  provinceId: "68-2025",
  unitId: "593-2025",
  periodId: OCTOBER,
  unitName: "BHXH cơ sở Phan Thiết",
  submittedBy: "nguoi-gui",
};
const to = (event: Happening) => noticesOf(event).map((notice) => notice.to);
const first = (event: Happening) => noticesOf(event)[0];

describe("whom an event concerns", () => {
  test("what was submitted waits for those who may approve it", () => {
    expect(to({ kind: "submitted", actorId: "a", submission, version: 1 })).toEqual(["approver"]);
  });

  test.each([
    { kind: "approved", actorId: "a", submission },
    { kind: "returned", actorId: "a", submission, reason: "Sai" },
    { kind: "reopened", actorId: "a", submission, reason: "Sai", dueOn: "2026-11-15" },
  ] as const)("a decision ($kind) is told to the unit's directors and to whoever submitted", (event) => {
    expect(to(event)).toEqual(["director", ["nguoi-gui"]]);
    expect(to({ ...event, submission: { ...submission, submittedBy: null } })).toEqual(["director"]);
  });

  test("a comment and an unlocked unit concern the unit, whoever submitted, and the managers", () => {
    const comment = {
      kind: "commented",
      actorId: "a",
      submission,
      indicatorName: "BHYT",
      text: "Vì sao?",
    } as const;
    const unlocked = {
      kind: "unlocked",
      actorId: "a",
      submission,
      status: "returned",
      until: "2026-11-20",
      reason: "Sai",
    } as const;
    expect([to(comment), to(unlocked)]).toEqual([
      ["director", ["nguoi-gui"], "manager"],
      ["director", ["nguoi-gui"], "manager"],
    ]);
  });

  test("opening and locking concern everybody who owes the period", () => {
    const opened: Happening = {
      kind: "opened",
      actorId: "a",
      periods: [{ id: OCTOBER, dueOn: "2026-11-03" }],
    };
    const locked: Happening = { kind: "locked", actorId: "a", periodId: OCTOBER, reason: null };
    expect([to(opened), to(locked)]).toEqual([
      ["director", "manager"],
      ["director", "manager"],
    ]);
    expect(placeOf(opened)).toEqual({ unitIds: [], periodIds: [OCTOBER] });
    expect(placeOf(locked)).toEqual({ unitIds: [], periodIds: [OCTOBER] });
  });

  test("another due day concerns the units that have still to do with it; an earlier one is told at once", () => {
    const days = { before: "2026-11-03", dueOn: "2026-11-05", reason: "Nghỉ lễ" };
    const event: Happening = {
      ...{ kind: "due-changed", actorId: "a", periodId: OCTOBER, ...days, unitIds: ["593-2025"] },
    };
    expect(to(event)).toEqual(["director", "manager"]);
    expect(placeOf(event)).toEqual({ unitIds: ["593-2025"], periodIds: [] });
    expect(first(event)).toMatchObject({
      isUrgent: false,
      subject: "Hạn nộp tháng 10/2026 đổi thành 05/11/2026",
      sentence: "Hạn nộp tháng 10/2026: hết ngày 05/11/2026, trước đây là ngày 03/11/2026.",
      detail: "Lý do: Nghỉ lễ",
      href: "/entry/{unit}/2026-10",
    });
    expect(first({ ...event, dueOn: "2026-11-02" })?.isUrgent).toBe(true);
  });

  test("a province that signed concerns the central office", () => {
    const signed = { provinceId: "46-2025", provinceName: "Huế", periodId: OCTOBER };
    expect(to({ kind: "signed", actorId: "a", ...signed })).toEqual(["central"]);
  });

  test("a decision concerns the units that it gives a number to", () => {
    const issued = { decisionId: "d", issuer: "BHXH VN", number: "546", effectiveOn: "2026-01-01" };
    const event: Happening = { kind: "issued", actorId: "a", ...issued, unitIds: ["46-2025", "68-2025"] };
    expect(to(event)).toEqual(["director", "manager"]);
    expect(placeOf(event).unitIds).toEqual(["46-2025", "68-2025"]);
  });

  test("a stand-in is known to both persons and to the managers", () => {
    const people = { absent: { id: "x", displayName: "Lan" }, standIn: { id: "y", displayName: "Minh" } };
    const place = { unitId: "593-2025", unitName: "BHXH cơ sở Phan Thiết", href: "/account" };
    const days = { from: "2026-11-02", until: "2026-11-06" };
    expect(to({ kind: "stood-in", actorId: "a", ...people, ...place, ...days })).toEqual([
      ["x", "y"],
      "manager",
    ]);
  });

  test("a note that waits concerns who may decide, a decided one who wrote it; the reason is not mailed", () => {
    const note = {
      table: "note",
      id: "n",
      unitId: "593-2025",
      unitName: "Phan Thiết",
      authors: ["x", "y"],
    } as const;
    const written: Happening = { kind: "notice-written", actorId: "x", notice: note };
    expect([to(written), placeOf(written)]).toEqual([["approver"], { unitIds: ["593-2025"], periodIds: [] }]);
    const decided = {
      kind: "notice-decided",
      actorId: "a",
      notice: note,
      event: "refuse",
      reason: "Sai",
    } as const;
    expect(noticesOf(decided)).toMatchObject([
      {
        to: ["x", "y"],
        subject: "Phan Thiết: ghi chú không được duyệt đăng",
        detail: "Lý do: Sai",
        href: "/campaigns/notes?unit=593-2025#muc-n",
      },
    ]);
    expect(noticesOf(decided)[0]?.sentence).not.toContain("Sai");
    const employer = { ...note, table: "employer" } as const;
    expect(noticesOf({ ...decided, notice: employer, event: "publish", reason: null })).toMatchObject([
      { detail: null, href: "/campaigns/employers?unit=593-2025#muc-n" },
    ]);
  });

  test("opening nothing says nothing", () => {
    expect(noticesOf({ kind: "opened", actorId: "a", periods: [] })).toEqual([]);
  });
});

describe("what is said", () => {
  test("a return names the form, leads to it, and keeps the reason apart from what may be mailed", () => {
    const event = decisionHappening(submission, { event: "return", reason: "BHTN 5.000 quá lớn" }, "a");
    expect(first(event)).toEqual({
      to: "director",
      isUrgent: true,
      subject: "BHXH cơ sở Phan Thiết: tháng 10/2026 bị trả lại",
      sentence:
        "Biểu tháng 10/2026 của BHXH cơ sở Phan Thiết bị trả lại. Sửa theo lý do ghi kèm rồi gửi duyệt lại.",
      detail: "Lý do: BHTN 5.000 quá lớn",
      href: "/entry/593-2025/2026-10",
    });
  });

  test("a reopening names the new due day, an approval no reason", () => {
    const reopened = decisionHappening(
      submission,
      { event: "reopen", reason: "Sót", dueOn: "2026-11-15" },
      "a",
    );
    expect(first(reopened)?.sentence).toContain("Hạn nộp: hết ngày 15/11/2026.");
    expect(first(decisionHappening(submission, { event: "approve" }, "a"))).toMatchObject({
      isUrgent: false,
      detail: null,
    });
  });

  test("a second version says so", () => {
    expect(first({ kind: "submitted", actorId: "a", submission, version: 2 })).toMatchObject({
      sentence: "Biểu tháng 10/2026 của BHXH cơ sở Phan Thiết gửi lại lần 2, đang chờ duyệt.",
      href: "/submissions/68-2025.593-2025.2026-10",
    });
  });

  test("several periods at once are one notice", () => {
    const flash = (id: string, dueOn: string) => ({ id: id as PeriodId, dueOn });
    const periods = [flash("2026-11-06", "2026-11-07"), flash("2026-11-13", "2026-11-14")];
    expect(first({ kind: "opened", actorId: "a", periods })).toMatchObject({
      subject: "Đã mở 2 kỳ số liệu",
      sentence: "Từ ngày 06/11/2026 đến ngày 13/11/2026. Hạn nộp kỳ đầu: hết ngày 07/11/2026.",
      href: "/entry",
    });
  });

  test("a flash period is called what it is", () => {
    expect(toldPeriod("2026-11-18" as PeriodId)).toBe("báo cáo nhanh ngày 18/11/2026");
  });

  test("an unlocked form is said to be open where it is; an approved one has to be opened again first", () => {
    const sentence = (status: "returned" | "submitted" | "approved") => {
      const unlocked = { kind: "unlocked", actorId: "a", submission, status, until: "2026-11-20" } as const;
      return noticesOf({ ...unlocked, reason: "Sai" })[0]?.sentence;
    };
    expect(sentence("returned")).toMatch(/được sửa đến hết ngày 20\/11\/2026\.$/);
    expect(sentence("submitted")).toMatch(
      /đề nghị quản lý tỉnh trả lại biểu trước khi hết ngày 20\/11\/2026\.$/,
    );
    expect(sentence("approved")).toMatch(
      /đề nghị quản lý tỉnh mở lại biểu trước khi hết ngày 20\/11\/2026\.$/,
    );
    expect(sentence("approved")).not.toContain("được sửa");
  });

  test("words that somebody typed stand in the detail alone", () => {
    const typed = "SỐ 1.234.567";
    const events: Happening[] = [
      { kind: "returned", actorId: "a", submission, reason: typed },
      { kind: "reopened", actorId: "a", submission, reason: typed, dueOn: "2026-11-15" },
      { kind: "commented", actorId: "a", submission, indicatorName: "BHYT", text: typed },
      { kind: "unlocked", actorId: "a", submission, status: "draft", until: "2026-11-20", reason: typed },
      { kind: "locked", actorId: "a", periodId: OCTOBER, reason: typed },
    ];
    const notices = events.flatMap(noticesOf);
    expect(notices.filter(({ subject, sentence }) => `${subject} ${sentence}`.includes(typed))).toEqual([]);
    expect(notices.every(({ detail }) => detail?.includes(typed))).toBe(true);
  });
});
