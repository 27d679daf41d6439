import { describe, expect, test } from "vitest";
import {
  allowedNoticeEvents,
  decideNotice,
  newNoteSchema,
  noticeDecisionSchema,
  type NoticeState,
} from "@/lib/domain/notice";
import { partnerProblems } from "@/lib/domain/partner";
import type { Actor, OrgScope, Role } from "@/lib/domain/policy";

const person = (id: string, role: Role, path = "/vn/60/"): Actor => ({
  id,
  username: id,
  displayName: id,
  role,
  unit: { id: "60", code: "60", name: "", shortName: "", level: "province", path, provinceId: "60" },
  scope: { paths: [path], provincePaths: [] } as unknown as OrgScope,
  mustChangePassword: false,
});
const waiting: NoticeState = { status: "pending", path: "/vn/60/593/", authors: ["a"] };
const published: NoticeState = { ...waiting, status: "published" };
const events = (notice: NoticeState, actor: Actor) => allowedNoticeEvents(notice, actor, "note.approve");

describe("a notice", () => {
  test("is published or refused by somebody else who may, taken back by its author, withdrawn by who approves", () => {
    expect(events(waiting, person("b", "manager"))).toEqual(["publish", "refuse"]);
    expect(events(waiting, person("a", "manager"))).toEqual(["withdraw"]);
    expect(events(waiting, person("a", "director"))).toEqual(["withdraw"]);
    expect(events(published, person("b", "manager"))).toEqual(["withdraw"]);
    expect(events(published, person("a", "director"))).toEqual([]);
    expect(events({ ...waiting, status: "refused" }, person("b", "central", "/vn/"))).toEqual([]);
    expect(events(waiting, person("b", "manager", "/vn/68/"))).toEqual([]);
  });

  test("of somebody for whom one stands in is one's own", () => {
    const standIn = {
      ...person("b", "manager"),
      onBehalfOf: { id: "a", displayName: "", toDay: "2026-12-31" },
    };
    expect(decideNotice(waiting, "publish", standIn, "note.approve")).toEqual({
      ok: false,
      reason: "author",
    });
  });

  test("is refused and withdrawn with words, and says something itself", () => {
    const key = { province: "60", id: "01900000-0000-7000-8000-000000000001" };
    expect(noticeDecisionSchema.safeParse({ ...key, event: "publish" }).success).toBe(true);
    expect(noticeDecisionSchema.safeParse({ ...key, event: "refuse", reason: " " }).success).toBe(false);
    const note = { unit: "593", period: "2026-01", kind: "praise", body: "\u0000 " };
    expect(newNoteSchema.safeParse(note).success).toBe(false);
    expect(newNoteSchema.safeParse({ ...note, body: "Tốt", period: "2026-01-18" }).success).toBe(false);
  });
});

test("the parts of partners are not more than the unit's own count, and there is one", () => {
  const own = new Map([["TT_HOI_NGHI", 5n]] as const);
  const part = (value: bigint) =>
    partnerProblems(own, [
      { indicator: "TT_HOI_NGHI", partner: "buu_dien", value },
      { indicator: "TT_HOI_NGHI", partner: "y_te", value: 2n },
    ]);
  expect(part(3n).size).toBe(0);
  expect(part(4n).get("TT_HOI_NGHI")).toBe("Tổng theo đơn vị phối hợp 6 vượt số của đơn vị 5 hội nghị");
  expect([...partnerProblems(own, [{ indicator: "TT_LOA", partner: "khac", value: 1n }]).keys()]).toEqual([
    "TT_LOA",
  ]);
  expect(partnerProblems(own, [{ indicator: "TT_LOA", partner: "khac", value: 0n }]).size).toBe(0);
});
