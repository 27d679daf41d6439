/**
 * A small country that is reformed on 1 July 2025, as units in time demand it: provinces that merge, a district that is
 * divided, one that moves twice within a carry window, a unit without past, and a national office.
 */
import type { Succession, Unit } from "@/lib/domain/unit";

const EVER = { validFrom: "2008-08-01", validTo: null };
const OLD = { validFrom: "2008-08-01", validTo: "2025-06-30" };
const NEW = { validFrom: "2025-07-01", validTo: null };

type Life = { validFrom: string; validTo: string | null };

const place = (id: string, provinceId: string, life: Life) => ({
  id,
  code: id.toUpperCase(),
  name: `Đơn vị ${id}`,
  shortName: id,
  provinceId,
  ...life,
});

function province(id: string, life: Life): Unit {
  const level = "province" as const;
  return {
    ...place(id, id, life),
    level,
    reportingKind: null,
    parentId: "VN",
    path: `/vn/${id.toLowerCase()}/`,
  };
}

function district(id: string, provinceId: string, life: Life): Unit {
  const path = `/vn/${provinceId.toLowerCase()}/${id.toLowerCase()}/`;
  return {
    ...place(id, provinceId, life),
    level: "district",
    reportingKind: "district",
    parentId: provinceId,
    path,
  };
}

const office = (id: string, provinceId: string, life: Life): Unit => ({
  ...district(id, provinceId, life),
  level: "office",
  reportingKind: "province_office",
});

export const UNITS: readonly Unit[] = [
  { ...place("VN", "VN", EVER), level: "nation", reportingKind: null, parentId: null, path: "/vn/" },
  {
    ...place("BQP", "VN", EVER),
    level: "office",
    reportingKind: "national_office",
    parentId: "VN",
    path: "/vn/bqp/",
  },
  province("P1", OLD),
  province("P2", OLD),
  province("Q", NEW),
  province("R", EVER),
  district("a", "P1", OLD),
  district("b", "P1", OLD),
  office("P1-VP", "P1", OLD),
  district("c", "P2", OLD),
  district("d", "P2", OLD),
  office("P2-VP", "P2", OLD),
  district("a2", "Q", NEW),
  district("bc", "Q", NEW),
  district("d1", "Q", NEW),
  district("d2", "Q", NEW),
  district("n", "Q", NEW),
  office("Q-VP", "Q", NEW),
  district("r0", "R", OLD),
  district("r1", "R", { validFrom: "2025-07-01", validTo: "2025-07-31" }),
  district("r2", "R", { validFrom: "2025-08-01", validTo: null }),
  office("R-VP", "R", EVER),
];

const whole = (fromUnitId: string, toUnitId: string): Succession => ({ fromUnitId, toUnitId, isWhole: true });
const part = (fromUnitId: string, toUnitId: string): Succession => ({ fromUnitId, toUnitId, isWhole: false });

export const SUCCESSIONS: readonly Succession[] = [
  whole("P1", "Q"),
  whole("P2", "Q"),
  whole("a", "a2"),
  whole("b", "bc"),
  whole("c", "bc"),
  part("d", "d1"),
  part("d", "d2"),
  // Its carry is that of b and c: what it received of d has no figure of its own.
  part("d", "bc"),
  whole("P1-VP", "Q-VP"),
  whole("P2-VP", "Q-VP"),
  whole("r0", "r1"),
  whole("r1", "r2"),
];

export const LEAVES = UNITS.filter(({ reportingKind }) => reportingKind !== null);

export function unitOf(id: string): (typeof UNITS)[number] {
  const found = UNITS.find((one) => one.id === id);
  if (!found) throw new Error(`no unit ${id}`);
  return found;
}
