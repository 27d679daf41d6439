import { expect, test } from "vitest";
import { answersWords, askingWords } from "@/app/(app)/submissions/answer-words";
import { answersOf, compareView } from "@/app/(app)/submissions/[id]/compare-view";
import { decisionView } from "@/app/(app)/submissions/[id]/decision-view";
import { headWords } from "@/app/(app)/submissions/[id]/head-words";
import { marksOf, standingWords } from "@/app/(app)/submissions/queue-words";
import type { DiffRow, HeldCell, SubmissionDiff } from "@/lib/data/submission-history";
import type { QueueRow, Submission } from "@/lib/data/submissions";
import type { IndicatorId } from "@/lib/domain/indicator";
import { periodIdSchema } from "@/lib/domain/period";
import type { Actor, OrgScope } from "@/lib/domain/policy";

const submission: Submission = {
  id: "60.593.2023-11",
  provinceId: "60",
  unitId: "593",
  periodId: periodIdSchema.parse("2023-11"),
  status: "submitted",
  unitPath: "/vn/60/593/",
  unitExists: true,
  periodLocked: false,
  unlockedUntil: null,
  contributors: ["director"],
  centralApproves: false,
  lockVersion: 4,
  version: 2,
  approvedVersion: null,
  isAdjusted: false,
  unit: {
    id: "593",
    code: "593",
    name: "BHXH thành phố Phan Thiết",
    shortName: "Phan Thiết",
    reportingKind: "district",
  },
  provinceName: "Bình Thuận",
  asOf: "2023-11-30",
  dueOn: "2023-12-03",
  periodDueOn: "2023-12-03",
  explanations: 0,
  firstSubmittedAt: null,
  submittedAt: null,
  submittedBy: null,
  decidedAt: null,
  decidedBy: null,
  reason: null,
};
const held = (value: bigint | null, rest: Partial<HeldCell> = {}): HeldCell => ({
  value,
  isEstimate: false,
  note: null,
  ...rest,
});
const row = (indicator: IndicatorId, value: bigint | null, rest: Partial<DiffRow> = {}): DiffRow => ({
  indicator,
  value,
  isEstimate: false,
  note: null,
  explanation: null,
  enteredBy: null,
  previous: held(value),
  approved: null,
  lastMonth: null,
  sameMonthLastYear: null,
  issues: [],
  ...rest,
});
const diff = (rows: DiffRow[], previousVersion: number | null = 1): SubmissionDiff => ({
  version: 2,
  previousVersion,
  rows,
});
const actor = (role: Actor["role"], id = "somebody"): Actor => ({
  id,
  username: id,
  displayName: id,
  role,
  unit: {
    id: "60",
    code: "60",
    name: "Bình Thuận",
    shortName: "Bình Thuận",
    level: "province",
    path: "/vn/60/",
    provinceId: "60",
  },
  scope: { paths: [role === "central" ? "/vn/" : "/vn/60/"], provincePaths: [] } as unknown as OrgScope,
  mustChangePassword: false,
});
const shown = (view: ReturnType<typeof compareView>) => view.sections.flatMap(({ rows }) => rows);

test("a second version shows what changed, with the old number and the change", () => {
  const view = compareView(
    submission,
    diff([row("BHTN", 3512n, { previous: held(3526n) }), row("BHYT", 9n)]),
    false,
  );
  expect(view).toMatchObject({ beforeName: "Bản 1", total: 2, notable: 1 });
  expect(shown(view)).toMatchObject([
    { id: "BHTN", before: { value: "3.526" }, value: "3.512", change: "−14", isChanged: true },
  ]);
});

test("a row with a warning is shown though it did not change", () => {
  const issue = { level: "warning", indicator: "BHYT", code: "blank", params: {} } as const;
  const view = compareView(submission, diff([row("BHYT", null, { issues: [issue] })]), false);
  expect(shown(view)).toMatchObject([{ id: "BHYT", isWarned: true, isChanged: false, value: "–" }]);
});

test("all rows are shown when asked for, and of a first version always", () => {
  const rows = [row("BHTN", 1n), row("BHYT", 2n)];
  expect(shown(compareView(submission, diff(rows), true))).toHaveLength(2);
  const first = compareView(submission, diff(rows, null), false);
  expect(first.beforeName).toBeNull();
  expect(shown(first).map(({ before }) => before)).toEqual([null, null]);
});

test("once a version is approved, it is what the next one is compared with", () => {
  const reopened = { ...submission, status: "submitted", version: 3, approvedVersion: 1 } as const;
  const later = {
    version: 3,
    previousVersion: 2,
    rows: [row("BHYT", 9n, { previous: held(9n), approved: held(7n) })],
  };
  const view = compareView(reopened, later, false);
  expect(view.beforeName).toBe("Bản 1, đã duyệt");
  expect(shown(view)).toMatchObject([{ before: { value: "7" }, change: "+2" }]);
});

test("a cell that was emptied or filled changed, without a difference", () => {
  const view = compareView(
    submission,
    diff([row("BHYT", null, { previous: held(5n) }), row("BHTN", 5n, { previous: null })]),
    false,
  );
  expect(shown(view)).toMatchObject([
    { id: "BHTN", before: { value: "–" }, value: "5", change: null },
    { id: "BHYT", before: { value: "5" }, value: "–", change: null },
  ]);
});

test("a number that became an estimate, or exact, changed though it is the same number", () => {
  const rows = [
    row("BHYT", 5n, { isEstimate: true }),
    row("BHTN", 5n, { previous: held(5n, { isEstimate: true }) }),
  ];
  const view = compareView(submission, diff(rows), false);
  expect(shown(view)).toMatchObject([
    {
      id: "BHTN",
      isChanged: true,
      isValueChanged: false,
      isEstimate: false,
      before: { isEstimate: true },
      change: null,
    },
    { id: "BHYT", isChanged: true, isValueChanged: false, isEstimate: true, before: { isEstimate: false } },
  ]);
});

test("another note is a change, and the one before stands beside it", () => {
  const noted = row("BHYT", 5n, { note: "Chưa gồm học sinh", previous: held(5n, { note: "Đủ" }) });
  const same = row("BHTN", 5n, { note: "Đủ", previous: held(5n, { note: "Đủ" }) });
  expect(shown(compareView(submission, diff([noted, same]), true))).toMatchObject([
    { id: "BHTN", isChanged: false, before: { note: null } },
    { id: "BHYT", isChanged: true, before: { note: "Đủ" } },
  ]);
});

test("growth stands beside last month and last year, and not beside nothing", () => {
  const view = compareView(submission, diff([row("BHYT", 110n, { lastMonth: 100n })]), true);
  expect(shown(view)[0]).toMatchObject({
    lastMonth: { value: "100", change: "+10,0%" },
    lastYear: { value: "–", change: null },
  });
});

test("a warning stands with the unit's answer and who gave it", () => {
  const issue = { level: "warning", indicator: "BHYT", code: "blank", params: {} } as const;
  const answered = row("BHYT", null, {
    issues: [issue],
    explanation: "Chưa chốt sổ",
    enteredBy: { id: "u", displayName: "Lan" },
  });
  expect(answersOf(diff([answered, row("BHTN", 1n)]))).toEqual([
    {
      id: "BHYT",
      name: "BHYT",
      messages: ["Còn trống, hệ thống tính là chưa có số."],
      explanation: "Chưa chốt sổ",
      by: "Lan",
    },
  ]);
});

test("what is explained without being warned of is counted as no warning", () => {
  const warned = { messages: ["Tăng 100%."] };
  const quiet = { messages: [] };
  expect(answersWords([warned, quiet, warned])).toBe("2 cảnh báo");
  expect(answersWords([quiet])).toBe("1 giải thích");
  expect(askingWords([{ answers: [warned] }, { answers: [quiet, warned] }])).toBe(
    "2 biểu có cảnh báo đã giải thích. Đọc giải thích rồi duyệt.",
  );
  expect(askingWords([{ answers: [warned] }, { answers: [quiet] }])).toBe(
    "2 biểu có giải thích. Đọc giải thích rồi duyệt.",
  );
});

test("a manager returns or approves what waits, and nothing is missing", () => {
  expect(decisionView(submission, actor("manager"), "2023-12-02")).toEqual({
    events: ["return", "approve"],
    missing: null,
  });
});

test("who typed a cell may send it back, and reads why there is no button to approve", () => {
  const view = decisionView(submission, actor("manager", "director"), "2023-12-02");
  expect(view.events).toEqual(["return"]);
  expect(view.missing).toContain("Người đã nhập số liệu không được duyệt.");
});

test("central reads that the province approves, until no manager of it is left", () => {
  expect(decisionView(submission, actor("central"), "2023-12-02")).toMatchObject({
    events: [],
    missing: expect.stringContaining("Quản lý tỉnh duyệt biểu này"),
  });
  const orphaned = { ...submission, centralApproves: true };
  expect(decisionView(orphaned, actor("central"), "2023-12-02").events).toEqual(["return", "approve"]);
});

test("an approved month can be opened again; in a locked period one reads who unlocks it", () => {
  const approved = { ...submission, status: "approved", approvedVersion: 2 } as const;
  expect(decisionView(approved, actor("manager"), "2023-12-02")).toEqual({
    events: ["reopen"],
    missing: null,
  });
  const locked = decisionView({ ...approved, periodLocked: true }, actor("manager"), "2023-12-02");
  expect(locked).toEqual({ events: [], missing: expect.stringContaining("Kỳ đã khóa") });
});

test("a director decides nothing, and reads who does", () => {
  expect(decisionView(submission, actor("director"), "2023-12-02")).toEqual({
    events: [],
    missing: "Quản lý tỉnh duyệt hoặc trả lại biểu này.",
  });
});

const submittedLate = {
  ...submission,
  firstSubmittedAt: new Date("2023-12-04T09:00:00+07:00"),
  submittedAt: new Date("2023-12-08T09:00:00+07:00"),
  submittedBy: { id: "lan", displayName: "Lan" },
};

test("a late month stays late after a reopening gave it a later due day", () => {
  const again = { ...submittedLate, dueOn: "2023-12-31" };
  expect(headWords(again, "2023-12-09")).toBe("Lan nộp lại 09:00 ngày 08/12/2023, nộp chậm.");
});

test("of what was loaded from a file nobody says that it was late", () => {
  const loaded = { ...submission, status: "approved", version: 1, approvedVersion: 1 } as const;
  const at = new Date("2024-02-01T09:00:00+07:00");
  const words = headWords({ ...loaded, submittedAt: at, decidedAt: at }, "2024-03-01");
  expect(words).toBe("Nạp từ tệp 09:00 ngày 01/02/2024.");
  const again = { ...loaded, status: "reopened", reason: "Bổ sung", submittedAt: at, decidedAt: at } as const;
  expect(headWords({ ...again, decidedBy: { id: "b", displayName: "Bình" } }, "2024-03-01")).toBe(
    "Nạp từ tệp 09:00 ngày 01/02/2024. Bình mở lại 09:00 ngày 01/02/2024: “Bổ sung”.",
  );
});

test("the queue says that a month is open again until its next approval, and that it was adjusted after", () => {
  const again: QueueRow = { ...submittedLate, approvedVersion: 1, group: "waiting", isOnTime: false };
  expect(marksOf(again).map(({ words }) => words)).toEqual(["đang mở lại"]);
  expect(standingWords(again, "2023-12-09")).toBe("nộp chậm");
  const approved: QueueRow = {
    ...again,
    status: "approved",
    approvedVersion: 2,
    isAdjusted: true,
    group: "approved",
  };
  expect(marksOf(approved).map(({ words }) => words)).toEqual(["đã điều chỉnh"]);
});
