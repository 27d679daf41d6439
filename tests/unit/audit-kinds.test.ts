import { expect, test } from "vitest";
import { EVENT_KINDS } from "@/app/(app)/admin/audit/selection";
import { AUDIT_EVENTS } from "@/lib/audit-labels";

test("whoever looks for a kind of event finds each event in exactly one kind", () => {
  const kindsOf = (event: string) =>
    Object.values(EVENT_KINDS).filter(({ nouns }) => nouns.some((noun) => noun === event.split(".")[0]));
  const astray = Object.keys(AUDIT_EVENTS).filter((event) => kindsOf(event).length !== 1);
  expect(Object.keys(AUDIT_EVENTS).length).toBeGreaterThan(50);
  expect(astray).toEqual([]);
});
