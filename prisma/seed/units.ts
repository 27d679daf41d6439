/** Both unit trees, before and after the reform of 1 July 2025, and the whole successions that join them. */
import type { Succession, Unit } from "@/lib/domain/unit";
import {
  readCommuneDistricts,
  readProvinceSuccessions,
  readUnitsBeforeReform,
  readUnitsSinceReform,
  type Place,
} from "./data-files";

/** Hà Tây joined Hà Nội: the day from which the 63 provinces are the 63 provinces. */
const OLD_TREE_FROM = "2008-08-01";
export const OLD_TREE_TO = "2025-06-30";
export const NEW_TREE_FROM = "2025-07-01";

export type UnitTrees = { units: Unit[]; successions: Succession[] };

const NATION: Unit = {
  id: "VN",
  code: "VN",
  name: "Việt Nam",
  shortName: "Toàn quốc",
  level: "nation",
  reportingKind: null,
  parentId: null,
  provinceId: "VN",
  path: "/vn/",
  validFrom: OLD_TREE_FROM,
  validTo: null,
};

const NATIONAL_OFFICES = [
  { id: "BQP", name: "BHXH Bộ Quốc phòng", shortName: "Bộ Quốc phòng" },
  { id: "BCA", name: "BHXH Công an nhân dân", shortName: "Công an nhân dân" },
];

type Era = Pick<Unit, "validFrom" | "validTo"> & { id: (code: string) => string };
const OLD: Era = { validFrom: OLD_TREE_FROM, validTo: OLD_TREE_TO, id: (code) => code };
const NEW: Era = { validFrom: NEW_TREE_FROM, validTo: null, id: (code) => `${code}-2025` };

function below(
  parent: Unit,
  era: Era,
  unit: Pick<Unit, "code" | "name" | "shortName" | "level" | "reportingKind">,
): Unit {
  const id = era.id(unit.code);
  const provinceId = unit.level === "province" ? id : parent.provinceId;
  const { validFrom, validTo } = era;
  return {
    id,
    ...unit,
    parentId: parent.id,
    provinceId,
    path: `${parent.path}${id.toLowerCase()}/`,
    validFrom,
    validTo,
  };
}

/** "Tỉnh Bình Thuận" reads "tỉnh Bình Thuận" within a name. */
const within = (name: string) => name.charAt(0).toLowerCase() + name.slice(1);

function province({ code, name, short_name }: Place, era: Era): Unit {
  return below(NATION, era, { code, name, shortName: short_name, level: "province", reportingKind: null });
}

function office(parent: Unit, era: Era): Unit {
  return below(parent, era, {
    code: `${parent.code}-VP`,
    name: `Văn phòng BHXH ${within(parent.name)}`,
    shortName: `Văn phòng BHXH ${parent.name.startsWith("Thành phố") ? "thành phố" : "tỉnh"}`,
    level: "office",
    reportingKind: "province_office",
  });
}

/** Whether only one of the districts is called so. */
const isAlone = (districts: readonly Place[], key: "name" | "short_name", value: string) =>
  districts.filter((one) => one[key] === value).length === 1;

/** How a district is told from the others of its old province: "Tánh Linh", but "Thị xã Cai Lậy", "Huyện Cai Lậy". */
function oldShortName({ name, short_name }: Place, siblings: readonly Place[]): string {
  return isAlone(siblings, "short_name", short_name) ? short_name : name;
}

/** The same within the merged province, which may hold three "Huyện Châu Thành": then the old province is named. */
function newShortName(district: Place, siblings: readonly Place[], oldProvince: Place): string {
  const { name, short_name } = district;
  if (isAlone(siblings, "short_name", short_name)) return short_name;
  return isAlone(siblings, "name", name) ? name : `${short_name} (${oldProvince.short_name})`;
}

const TYPES = /^(Thành phố|Thị xã|Huyện) /;

function find<T>(map: ReadonlyMap<string, T>, key: string): T {
  const value = map.get(key);
  if (value === undefined) throw new Error(`No unit with code ${key} in prisma/data`);
  return value;
}

/** Every unit and succession of the reference data, parents before children. */
export function buildUnitTrees(): UnitTrees {
  const before = readUnitsBeforeReform();
  const since = readUnitsSinceReform();
  const oldPlaces = before.filter(({ level }) => level === "1");
  const districts = before.filter(({ level }) => level === "2");
  const successor = new Map(
    readProvinceSuccessions().map((row) => [row.old_province_code, row.new_province_code]),
  );

  const nationalOffices = NATIONAL_OFFICES.map(({ id, name, shortName }) =>
    below(
      NATION,
      { ...OLD, validTo: null },
      { code: id, name, shortName, level: "office", reportingKind: "national_office" },
    ),
  );

  const oldProvinces = new Map(oldPlaces.map((place) => [place.code, province(place, OLD)]));
  const oldPlaceOf = new Map(oldPlaces.map((place) => [place.code, place]));
  const oldOffices = [...oldProvinces.values()].map((parent) => office(parent, OLD));
  const oldDistricts = districts.map((district) => {
    const siblings = districts.filter((one) => one.parent_code === district.parent_code);
    return below(find(oldProvinces, district.parent_code), OLD, {
      code: district.code,
      name: district.name,
      shortName: oldShortName(district, siblings),
      level: "district",
      reportingKind: "district",
    });
  });

  const newProvinces = new Map(
    since.filter(({ level }) => level === "1").map((place) => [place.code, province(place, NEW)]),
  );
  const newOffices = [...newProvinces.values()].map((parent) => office(parent, NEW));
  const newProvinceOf = (district: Place) => find(successor, district.parent_code);
  const newDistricts = new Map(
    districts.map((district) => {
      const siblings = districts.filter((one) => newProvinceOf(one) === newProvinceOf(district));
      const shortName = newShortName(district, siblings, find(oldPlaceOf, district.parent_code));
      return [
        district.code,
        below(find(newProvinces, newProvinceOf(district)), NEW, {
          code: district.code,
          name: `BHXH cơ sở ${TYPES.test(shortName) ? within(shortName) : shortName}`,
          shortName,
          level: "district",
          reportingKind: "district",
        }),
      ];
    }),
  );

  const districtOf = new Map(readCommuneDistricts().map((row) => [row.code, row.district_code]));
  const communes = since
    .filter(({ level }) => level === "2")
    .map(({ code, name, short_name }) =>
      below(find(newDistricts, find(districtOf, code)), NEW, {
        code,
        name,
        shortName: short_name,
        level: "commune",
        reportingKind: null,
      }),
    );

  const whole = (fromUnitId: string, toUnitId: string): Succession => ({
    fromUnitId,
    toUnitId,
    isWhole: true,
  });
  return {
    units: [
      NATION,
      ...nationalOffices,
      ...oldProvinces.values(),
      ...oldOffices,
      ...oldDistricts,
      ...newProvinces.values(),
      ...newOffices,
      ...newDistricts.values(),
      ...communes,
    ],
    successions: [
      ...[...successor].map(([from, to]) => whole(from, NEW.id(to))),
      ...[...successor].map(([from, to]) => whole(`${from}-VP`, NEW.id(`${to}-VP`))),
      ...districts.map(({ code }) => whole(code, NEW.id(code))),
    ],
  };
}
