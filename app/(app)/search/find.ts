/** What the palette, the search page and the API answer: one search over units, periods and screens of a reader. */
import type { z } from "zod";
import { navigation } from "@/app/(app)/navigation";
import { getShortcuts, listSearchPeriods, listSearchUnits } from "@/lib/data/search";
import { dayInVietnam } from "@/lib/domain/day";
import type { Actor } from "@/lib/domain/policy";
import { search, unitResult, type SearchResult, type SearchUnit } from "@/lib/domain/search";
import { existsOn } from "@/lib/domain/unit";
import type { Findings, searchQuerySchema } from "./schemas";

const GROUPS = { unit: "Đơn vị", period: "Kỳ số liệu", screen: "Màn hình" } as const;

export async function find(
  actor: Actor,
  { q, at }: z.infer<typeof searchQuerySchema>,
  now: Date,
): Promise<Findings> {
  if (q.trim() === "") return shortcuts(actor, now);
  const [units, periods] = await Promise.all([listSearchUnits(actor), listSearchPeriods()]);
  const results = search(
    {
      units,
      periods,
      screens: screensOf(actor),
      ownPath: actor.unit.path,
      homeId: at ?? actor.unit.id,
      today: dayInVietnam(now),
    },
    q,
  );
  // Groups stand in the order of their best result.
  const kinds = [...new Set(results.map(({ kind }) => kind))];
  return {
    groups: kinds.map((kind) => ({
      title: GROUPS[kind],
      results: results.filter((one) => one.kind === kind),
    })),
  };
}

const screensOf = (actor: Actor) => [
  ...navigation(actor).map(({ href, label }) => ({ href, label })),
  { href: "/account", label: "Tài khoản và mật khẩu" },
];

async function shortcuts(actor: Actor, now: Date): Promise<Findings> {
  const { favourites, recent } = await getShortcuts(actor);
  const today = dayInVietnam(now);
  const results = (units: readonly SearchUnit[]) =>
    units.map((unit) => unitResult(unit, !existsOn(unit, today)));
  const screens = screensOf(actor).map(({ href, label }): SearchResult => ({
    kind: "screen",
    href,
    title: label,
    detail: "",
    isEnded: false,
  }));
  return {
    groups: [
      { title: "Đang theo dõi", results: results(favourites) },
      { title: "Vừa xem", results: results(recent) },
      { title: GROUPS.screen, results: screens },
    ].filter((group) => group.results.length > 0),
  };
}
