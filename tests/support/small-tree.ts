/** A few real units on both sides of July 2025: Lâm Đồng became one of three, Hà Nội went on alone, one office is national. */
import { db } from "@/lib/data/db";

const OLD = { validFrom: new Date("2008-08-01"), validTo: new Date("2025-06-30") };
const NEW = { validFrom: new Date("2025-07-01"), validTo: null };
const EVER = { validFrom: new Date("2008-08-01"), validTo: null };

type Level = "nation" | "province" | "district" | "office";
type Kind = "district" | "province_office" | "national_office";

function kindOf(level: Level, provinceId: string): Kind | null {
  if (level === "district") return "district";
  if (level !== "office") return null;
  return provinceId === "VN" ? "national_office" : "province_office";
}

function unit(id: string, level: Level, parents: string[], name: string, validity: typeof OLD | typeof NEW) {
  const [, province] = [...parents, id];
  const provinceId =
    level === "nation" || parents.length === 0
      ? id
      : level === "office" && parents.length === 1
        ? "VN"
        : (province ?? id);
  return {
    id,
    code: id.replace(/-2025$/, ""),
    name,
    shortName: name,
    level,
    reportingKind: kindOf(level, provinceId),
    parentId: parents.at(-1) ?? null,
    provinceId,
    path: `/${[...parents, id].map((part) => part.toLowerCase()).join("/")}/`,
    ...validity,
  };
}

const UNITS = [
  unit("VN", "nation", [], "Việt Nam", EVER),
  unit("60", "province", ["VN"], "Tỉnh Bình Thuận", OLD),
  unit("67", "province", ["VN"], "Tỉnh Đắk Nông", OLD),
  unit("68", "province", ["VN"], "Tỉnh Lâm Đồng", OLD),
  unit("01", "province", ["VN"], "Thành phố Hà Nội", OLD),
  unit("593", "district", ["VN", "60"], "Thành phố Phan Thiết", OLD),
  unit("68-2025", "province", ["VN"], "Tỉnh Lâm Đồng", NEW),
  unit("01-2025", "province", ["VN"], "Thành phố Hà Nội", NEW),
  unit("593-2025", "district", ["VN", "68-2025"], "BHXH cơ sở Phan Thiết", NEW),
  unit("68-VP-2025", "office", ["VN", "68-2025"], "Văn phòng BHXH tỉnh Lâm Đồng", NEW),
  unit("BQP", "office", ["VN"], "BHXH Bộ Quốc phòng", EVER),
];

const WHOLE = [
  ["60", "68-2025"],
  ["67", "68-2025"],
  ["68", "68-2025"],
  ["01", "01-2025"],
  ["593", "593-2025"],
] as const;

/** Only a part of Đắk Nông: whoever answers for Hà Nội gains nothing by it. */
const PART = [["67", "01-2025"]] as const;

/** Writes the units as the owner of the tables would; once per test file. */
export async function plantSmallTree(): Promise<void> {
  await db.unit.createMany({ data: UNITS });
  await db.unitSuccession.createMany({
    data: [...WHOLE, ...PART].map((pair) => ({
      fromUnitId: pair[0],
      toUnitId: pair[1],
      isWhole: !(PART as readonly unknown[]).includes(pair),
      fromValidTo: OLD.validTo,
      toValidFrom: NEW.validFrom,
    })),
  });
}
