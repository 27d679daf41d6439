/** Who assigns targets, for whom, and who writes their decisions down here. */
import type { Role } from "./policy";
import { fold } from "./search";
import { provinceKind, type Unit, type UnitLevel } from "./unit";

type IssuerLevel = "nation" | "province" | "district";
type Issuer = {
  name: string;
  level: IssuerLevel;
  /** Only of cities that are provinces; what says "tỉnh" is only of the others. */
  of?: "city";
  /** May give a target to the very unit for which it decides; the agency's own offices only to units below. */
  assignsSelf: boolean;
};

/** As papers name them, in the order of a form. */
const ISSUERS: readonly Issuer[] = [
  { name: "Thủ tướng", level: "nation", assignsSelf: true },
  { name: "BHXH VN", level: "nation", assignsSelf: true },
  { name: "HĐND tỉnh", level: "province", assignsSelf: true },
  { name: "UBND tỉnh", level: "province", assignsSelf: true },
  { name: "Tỉnh ủy", level: "province", assignsSelf: true },
  { name: "HĐND thành phố", level: "province", of: "city", assignsSelf: true },
  { name: "UBND thành phố", level: "province", of: "city", assignsSelf: true },
  { name: "Thành ủy", level: "province", of: "city", assignsSelf: true },
  { name: "Ban Chỉ đạo", level: "province", assignsSelf: true },
  { name: "BHXH tỉnh", level: "province", assignsSelf: false },
  { name: "BHXH thành phố", level: "province", of: "city", assignsSelf: false },
  { name: "Ban Chỉ đạo cơ sở", level: "district", assignsSelf: false },
  { name: "BHXH cơ sở", level: "district", assignsSelf: false },
];

/** Letters alone, small and without marks: nobody becomes somebody else by spelling. */
const letters = (name: string) => fold(name).replaceAll(" ", "");

/** As `letters`, with the words of names as they are shortened. */
const key = (name: string) =>
  letters(name)
    .replace("baohiemxahoi", "bhxh")
    .replace("uybannhandan", "ubnd")
    .replace("hoidongnhandan", "hdnd")
    .replace(/vietnam$/, "vn");

const KNOWN = new Map(ISSUERS.map((issuer) => [key(issuer.name), issuer]));
const SPELLINGS = new Map(ISSUERS.map(({ name }) => [letters(name), name]));

/** An issuer that the form knows as the form writes it: "bhxh vn" is "BHXH VN". Others as they are written. */
export function issuerName(text: string): string {
  return SPELLINGS.get(letters(text)) ?? text;
}

/** Issuers that decide for the whole country. Every other issuer decides for one province, whose papers it numbers. */
const NATIONAL = /^(quochoi|chinhphu|thutuong|banbithu|trunguong)|vn$/;
/** By its mark: "Bố Trạch" is no ministry. */
const MINISTRY = /^b[oộ]\s/iu;

export function isNational(issuer: string): boolean {
  return NATIONAL.test(key(issuer)) || MINISTRY.test(issuer.normalize("NFC").trimStart());
}

const LEVELS: Partial<Record<UnitLevel, IssuerLevel>> = {
  nation: "nation",
  province: "province",
  district: "district",
  office: "district",
};

/** The issuers whose papers about this unit are offered, as a city or a province calls them. */
export function issuersFor({ level, name }: Pick<Unit, "level" | "name">): string[] {
  const isCity = level === "province" && provinceKind(name) === "thành phố";
  return ISSUERS.filter((issuer) => issuer.level === LEVELS[level])
    .filter((issuer) => (isCity ? !/tỉnh|^Tỉnh/.test(issuer.name) : issuer.of === undefined))
    .map((issuer) => issuer.name);
}

/** Whether this issuer may decide for a unit of this level: nobody decides upward. An unknown one decides for its own level. */
export function mayIssue(issuer: string, level: UnitLevel): boolean {
  const known = KNOWN.get(key(issuer));
  if (known) return known.level === LEVELS[level];
  return isNational(issuer) ? level === "nation" : level !== "nation" && LEVELS[level] !== undefined;
}

/** Whether it may give a target to the unit itself for which it decides. */
export function assignsSelf(issuer: string): boolean {
  return KNOWN.get(key(issuer))?.assignsSelf ?? true;
}

/** Who writes decisions down for a unit of this level. */
export const RECORDING_ROLES: Partial<Record<UnitLevel, readonly Role[]>> = {
  nation: ["central"],
  province: ["manager"],
  district: ["director", "manager"],
  office: ["director", "manager"],
};
