import { expect, test } from "vitest";
import { rightsOf, sightOf, type OrgScope } from "@/lib/domain/policy";

const scope = (paths: string[], provincePaths: string[] = []) =>
  ({ paths, provincePaths }) as unknown as OrgScope;
const director = { id: "an", role: "director", scope: scope(["/vn/60/593/"], ["/vn/60/"]) } as const;

test("what is kept for somebody is not theirs any more once they read other units, or in another role", () => {
  const moved = { ...director, scope: scope(["/vn/68/672/"], ["/vn/68/"]) };
  const alone = { ...director, scope: scope(["/vn/60/593/"]) };
  const viewer = { ...director, role: "viewer" } as const;
  const absent = { ...director, onBehalfOf: { id: "binh", displayName: "Bình", toDay: "2026-11-30" } };
  const all = [director, moved, alone, viewer, absent];
  expect(new Set(all.map(sightOf)).size).toBe(all.length);
  expect(sightOf({ ...director })).toBe(sightOf(director));
  expect(rightsOf(moved)).toBe(rightsOf(director));
});
