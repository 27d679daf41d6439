/** Who writes a paper, as its head names them: the agency, the one above it, and the place. */
import type { Paper } from "./paper";
import type { Unit } from "./unit";

const NATION = "Việt Nam";

/** "BẢO HIỂM XÃ HỘI TỈNH BÌNH THUẬN": an agency by its name in full. */
function agencyName(name: string): string {
  const full = name.includes("BHXH") ? name.replaceAll("BHXH", "Bảo hiểm xã hội") : `Bảo hiểm xã hội ${name}`;
  return full.toLocaleUpperCase("vi");
}

/** The unit above, where that is a province; null where the nation is above. */
export const provinceAbove = (parentName: string | null): string | null =>
  parentName === NATION ? null : parentName;

/** @param parentName the unit above; null for the nation, and for a province */
export function paperHead(
  { name, shortName }: Pick<Unit, "name" | "shortName">,
  isNation: boolean,
  parentName: string | null,
): Pick<Paper, "parentAgency" | "agency" | "place"> {
  if (isNation) return { parentAgency: "BỘ TÀI CHÍNH", agency: agencyName(NATION), place: "Hà Nội" };
  const above = provinceAbove(parentName);
  return {
    parentAgency: agencyName(above ?? NATION),
    agency: agencyName(name),
    place: above === null ? shortName : above.replace(/^(Tỉnh|Thành phố) /, ""),
  };
}
