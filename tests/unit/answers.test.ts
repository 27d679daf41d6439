import { expect, test } from "vitest";
import { entityTag, versionOf } from "@/app/api/v1/answers";
import type { OrgScope } from "@/lib/domain/policy";

const scope = (path: string) => ({ paths: [path], provincePaths: [] }) as unknown as OrgScope;
const director = { id: "an", role: "director", scope: scope("/vn/60/593/") } as const;

test("what is kept for a person is asked for anew once they read other units, or in another role", () => {
  const others = [
    { ...director, scope: scope("/vn/68/672/") },
    { ...director, role: "viewer" as const },
  ];
  for (const tag of [
    (one: typeof director | (typeof others)[number]) => versionOf(one, "68-2025", "2026-10", "1"),
    (one: typeof director | (typeof others)[number]) => entityTag(one, "summary", "68-2025"),
  ]) {
    expect(tag({ ...director })).toBe(tag(director));
    expect(new Set([director, ...others].map(tag)).size).toBe(3);
  }
  expect(entityTag(null, "openapi")).toBe(entityTag(null, "openapi"));
});
