import { beforeEach, describe, expect, test, vi } from "vitest";
import { db } from "@/lib/data/db";
import { clean, retryMails, takeMail } from "@/lib/data/mail-outbox";
import { findMailDocument, mayStillGet } from "@/lib/data/report-mail-queue";
import {
  createReportMail,
  endReportMail,
  listMailReaders,
  listMailUnits,
  listReportMails,
} from "@/lib/data/report-mails";
import type { Actor, OrgScope, Role } from "@/lib/domain/policy";
import { mailReports } from "@/lib/worker/report-mailing";
import { sendMails } from "@/lib/worker/mail-sending";
import { attachmentOf, startMailServer } from "@/tests/support/mail-server";
import { plantPeople } from "@/tests/support/people";
import { open, report } from "@/tests/support/workflow-moves";
import { unitOf } from "@/tests/support/workflow-units";
import { ACTORS, emptyDatabase, plantWorld } from "@/tests/support/workflow-world";
import { unzip } from "@/tests/support/zip";

vi.setConfig({ testTimeout: 60_000 });

const APP = "https://baophu.example";
const MADE = new Date("2025-09-01T03:00:00Z");
const FIFTH = new Date("2025-09-05T03:00:00Z");
const CELLS = { BHXH_BB: 100n, BHXH_TN: 50n, BHYT: 200n, TN_MOI: 1n, THU: 1000n };

function at(id: string, role: Role): Actor {
  const unit = unitOf(id);
  const scope = { paths: [unit.path], provincePaths: [] } as unknown as OrgScope;
  return { ...ACTORS.manager, role, unit, scope };
}
const Q = at("Q", "manager");

let ids: Record<"quanly" | "lanhdao" | "huyen" | "tinhkhac", string>;
const when = { kind: "monthly", day: 5 } as const;
const create = (recipients: string[], actor = Q, unit = "Q") =>
  createReportMail({ unit, when, recipients }, actor, MADE);

beforeEach(async () => {
  await emptyDatabase();
  await plantWorld();
  ids = await plantPeople({
    quanly: { role: "manager", unit: "Q", email: "quanly@bhxh.example" },
    lanhdao: { role: "viewer", unit: "Q", email: "lanhdao@bhxh.example" },
    huyen: { role: "director", unit: "a2", email: "huyen@bhxh.example" },
    tinhkhac: { role: "manager", unit: "R", email: "khac@bhxh.example" },
  });
});

const withData = async () => {
  await open("2025-08");
  await report("a2", "2025-08", CELLS);
};
const mails = () => db.mailOutbox.findMany({ orderBy: { recipient: "asc" } });
const recipients = async () => (await mails()).map(({ recipient }) => recipient);

describe("a schedule", () => {
  test("is made for a unit of the own scope, for people in whose scope it lies, and told with who made it", async () => {
    expect(await create([ids.quanly, ids.lanhdao])).toEqual({ ok: true });
    const [mail] = await listReportMails(Q);
    expect(mail).toMatchObject({ unitName: "Q", kind: "monthly", day: 5, last: null });
    expect(await db.auditEntry.count({ where: { event: "report.schedule", actorId: Q.id } })).toBe(1);
    expect(await listReportMails(at("R", "manager"))).toEqual([]);
    expect(await listReportMails(at("Q", "director"))).toEqual([]);
  });

  test("is refused where somebody would get the same report twice on one day, also when it is asked twice at once", async () => {
    const both = await Promise.all([create([ids.quanly]), create([ids.lanhdao, ids.quanly])]);
    expect(both.toSorted((a, b) => Number(b.ok) - Number(a.ok))).toEqual([
      { ok: true },
      { ok: false, reason: "twice" },
    ]);
    const [mail] = await listReportMails(Q);
    await endReportMail(mail?.id ?? "", Q, MADE);
    expect(await create([ids.quanly])).toEqual({ ok: true });
  });

  test("is refused for forged people and units, and from who answers for nothing there", async () => {
    for (const other of [ids.tinhkhac, ids.huyen])
      expect(await create([other])).toEqual({ ok: false, reason: "unknown-reader" });
    expect(await create([ids.tinhkhac], Q, "R")).toEqual({ ok: false, reason: "unknown-unit" });
    expect(await create([ids.quanly], Q, "khong-co")).toEqual({ ok: false, reason: "unknown-unit" });
    for (const role of ["director", "viewer", "admin"] as const) {
      expect(await create([ids.quanly], at("Q", role))).toEqual({ ok: false, reason: "unknown-unit" });
      expect(await listMailUnits(at("Q", role), MADE)).toEqual([]);
    }
    expect(await db.reportMail.count()).toBe(0);
  });

  test("offers a director below only the own unit's report", async () => {
    const names = async (id: string) => {
      const unit = unitOf(id);
      return (await listMailReaders(Q, unit, MADE)).map(({ id: reader }) => reader);
    };
    expect(await names("Q")).not.toContain(ids.huyen);
    expect(await names("a2")).toContain(ids.huyen);
    expect(await names("a2")).not.toContain(ids.tinhkhac);
  });
});

describe("a turn of two schedules on one day", () => {
  test("makes one mail for each: the week's list leaves out who has the month's", async () => {
    await withData();
    await create([ids.quanly]);
    const friday = { kind: "weekly", day: 5 } as const;
    expect(
      await createReportMail({ unit: "Q", when: friday, recipients: [ids.quanly, ids.lanhdao] }, Q, MADE),
    ).toEqual({ ok: true });
    expect(await mailReports(APP, FIFTH)).toBe(2);
    expect(await recipients()).toEqual(["lanhdao@bhxh.example", "quanly@bhxh.example"]);
    const counts = await db.reportMailTurn.findMany({ select: { mails: true } });
    expect(counts.map(({ mails: made }) => made)).toEqual([1, 1]);
  });
});

describe("a turn", () => {
  test("makes one mail for each, with the brief and the link, once, however often it is asked", async () => {
    await withData();
    await create([ids.quanly, ids.lanhdao]);
    expect(await mailReports(APP, new Date("2025-09-04T03:00:00Z"))).toBe(0);
    expect(await mailReports(APP, FIFTH)).toBe(2);
    expect(await mailReports(APP, FIFTH)).toBe(0);
    expect(await mailReports(APP, new Date("2025-09-06T03:00:00Z"))).toBe(0);
    const [mail] = await mails();
    expect(mail?.subject).toBe("[Bao Phủ] Báo cáo Đơn vị Q, tháng 08/2025");
    expect(mail?.body).toContain("(bản nháp, chưa ban hành)");
    expect(mail?.body).toContain("200");
    expect(mail?.body).toContain(`${APP}/reports/Q/2025-08`);
    expect(await db.auditEntry.count({ where: { event: "report.mail" } })).toBe(1);
    expect((await listReportMails(Q))[0]?.last).toMatchObject({ mails: 2, periodId: "2025-08" });
    expect(await mailReports(APP, new Date("2025-10-05T03:00:00Z"))).toBe(2);
  });

  test("is of the month that is over on its day, whatever came since", async () => {
    await withData();
    await open("2025-09");
    await report("a2", "2025-09", CELLS);
    await create([ids.quanly]);
    expect(await mailReports(APP, FIFTH)).toBe(1);
    expect((await listReportMails(Q))[0]?.last).toMatchObject({ periodId: "2025-08" });
  });

  test("that fails holds up none of the others, and is said to have failed", async () => {
    await withData();
    await create([ids.quanly]);
    await create([ids.huyen], Q, "a2");
    const day = new Date("2025-09-02");
    await db.issuedReport.create({
      data: {
        ...{ provinceId: "Q", unitId: "Q", periodId: "2025-08", edition: 1, year: 2025, number: 1 },
        ...{ issuedOn: day, issuedAt: day, issuedBy: Q.id, content: '{"no": "report"}' },
        ...{ hash: new Uint8Array(32), auditSeq: 0n, auditMac: new Uint8Array(32) },
      },
    });
    await expect(mailReports(APP, FIFTH)).rejects.toThrow("1 reports not mailed");
    expect(await recipients()).toEqual(["huyen@bhxh.example"]);
  });

  test("is made by one of two that work at once", async () => {
    await withData();
    await create([ids.quanly, ids.lanhdao]);
    const made = await Promise.all([mailReports(APP, FIFTH), mailReports(APP, FIFTH)]);
    expect(made.toSorted()).toEqual([0, 2]);
    expect(await recipients()).toEqual(["lanhdao@bhxh.example", "quanly@bhxh.example"]);
    expect(await db.auditEntry.count({ where: { event: "report.mail" } })).toBe(1);
  });

  test("leaves out who was disabled or moved since, and who has no address", async () => {
    await withData();
    await create([ids.quanly, ids.lanhdao]);
    await db.user.update({ where: { id: ids.lanhdao }, data: { isActive: false } });
    const [nobody] = Object.values(await plantPeople({ khongthu: { role: "viewer", unit: "Q" } }));
    await create([nobody ?? ""]);
    expect(await mailReports(APP, FIFTH)).toBe(1);
    expect(await recipients()).toEqual(["quanly@bhxh.example"]);
    await db.user.update({ where: { id: ids.quanly }, data: { unitId: "R" } });
    expect(await mailReports(APP, new Date("2025-10-05T03:00:00Z"))).toBe(0);
  });

  test("waits while nothing is approved, and is over after two days", async () => {
    await create([ids.quanly]);
    expect(await mailReports(APP, FIFTH)).toBe(0);
    await open("2025-08");
    expect(await mailReports(APP, FIFTH)).toBe(0);
    expect(await db.reportMailTurn.count()).toBe(0);
    await report("a2", "2025-08", CELLS);
    expect(await mailReports(APP, new Date("2025-09-08T03:00:00Z"))).toBe(0);
    expect(await mailReports(APP, new Date("2025-09-06T03:00:00Z"))).toBe(1);
  });

  test("comes no more once the schedule is ended, by those who may", async () => {
    await withData();
    await create([ids.quanly]);
    const id = (await listReportMails(Q))[0]?.id ?? "";
    expect(await endReportMail(id, at("R", "manager"), FIFTH)).toBe(false);
    expect(await endReportMail(id, at("Q", "director"), FIFTH)).toBe(false);
    expect(await endReportMail(id, Q, FIFTH)).toBe(true);
    expect(await endReportMail(id, Q, FIFTH)).toBe(false);
    expect(await mailReports(APP, FIFTH)).toBe(0);
  });
});

describe("a mail on its way", () => {
  test("is not sent to who was moved after it was made; the others get theirs", async () => {
    await withData();
    await create([ids.quanly, ids.lanhdao]);
    await mailReports(APP, FIFTH);
    await db.user.update({ where: { id: ids.lanhdao }, data: { unitId: "R" } });
    const box = await startMailServer();
    const sent = await sendMails({ url: box.url, from: "Bao Phủ <bao-phu@bhxh.example>" }, () => FIFTH);
    await box.stop();
    expect(sent).toBe(1);
    expect((await mails()).map(({ recipient, state }) => [recipient, state])).toEqual([
      ["lanhdao@bhxh.example", "failed"],
      ["quanly@bhxh.example", "sent"],
    ]);
    expect(await takeMail(new Date("2025-12-01T00:00:00Z"))).toBeNull();
  });

  test("carries the Word file that the page offers, as it was when the mail was made", async () => {
    await withData();
    await create([ids.quanly]);
    await mailReports(APP, FIFTH);
    const [turn] = await db.reportMailTurn.findMany();
    await db.figure.updateMany({ where: { unitId: "a2", indicatorId: "BHYT" }, data: { value: 999_999n } });
    const box = await startMailServer();
    const sent = await sendMails({ url: box.url, from: "Bao Phủ <bao-phu@bhxh.example>" }, () => FIFTH);
    await box.stop();
    expect(sent).toBe(1);
    const { raw } = box.received[0] ?? { raw: "" };
    expect(raw).toMatch(/filename=\"?bao-phu_bao-cao_q_Q_2025-08_nhap\.docx/);
    expect(raw).toContain("application/vnd.openxmlformats-officedocument.wordprocessingml.document");
    const document = attachmentOf(raw);
    expect(document.equals(Buffer.from(turn?.document ?? []))).toBe(true);
    const words = unzip(document).get("word/document.xml") ?? "";
    expect(words).toContain("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM");
    expect(words).toMatch(/>200</);
    expect(words).not.toContain("999.999");
  });

  test("takes no file along for who was moved, and the file goes when no mail is left", async () => {
    await withData();
    await create([ids.lanhdao]);
    await mailReports(APP, FIFTH);
    await db.user.update({ where: { id: ids.lanhdao }, data: { unitId: "R" } });
    const box = await startMailServer();
    await sendMails({ url: box.url, from: "Bao Phủ <bao-phu@bhxh.example>" }, () => FIFTH);
    await box.stop();
    expect(box.received).toEqual([]);
    const kept = async () => (await db.reportMailTurn.findMany()).map(({ document }) => document !== null);
    await clean(180, new Date("2025-12-01T00:00:00Z"));
    expect(await kept()).toEqual([true]);
    await clean(180, new Date("2026-06-01T00:00:00Z"));
    expect(await kept()).toEqual([false]);
  });

  test("keeps its file as long as it may still be sent, however old it is", async () => {
    await withData();
    await create([ids.quanly, ids.lanhdao]);
    await mailReports(APP, FIFTH);
    const kept = async () => (await db.reportMailTurn.findMany()).map(({ document }) => document !== null);
    const old = new Date("2026-06-01T00:00:00Z");
    await clean(180, old);
    expect(await kept()).toEqual([true]);
    const failed = { state: "failed", nextAttemptAt: null, finishedAt: old } as const;
    await db.mailOutbox.updateMany({ where: { userId: ids.quanly }, data: failed });
    await db.mailOutbox.updateMany({ where: { userId: ids.lanhdao }, data: { ...failed, state: "sent" } });
    await clean(180, old);
    expect(await kept()).toEqual([true]);
    expect(await retryMails(ACTORS.admin, null, old)).toBe(1);
    const box = await startMailServer();
    expect(await sendMails({ url: box.url, from: "Bao Phủ <bao-phu@bhxh.example>" }, () => old)).toBe(1);
    await box.stop();
    expect(attachmentOf(box.received[0]?.raw ?? "").length).toBeGreaterThan(1000);
    await clean(180, old);
    expect(await kept()).toEqual([false]);
  });

  test("of anything else than a report has no file", async () => {
    expect(await findMailDocument({ key: "digest:x:2025-09-05" })).toBeNull();
    expect(await findMailDocument({ key: "notification:x" })).toBeNull();
  });

  test("of anything else than a report asks nobody", async () => {
    expect(await mayStillGet({ key: "digest:x", userId: ids.quanly }, FIFTH)).toBe(true);
  });
});
