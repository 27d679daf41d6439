/** Who writes a paper, as its head names them: the agency, the one above it, and the place. */
import type { Paper } from "./paper";
import type { Unit } from "./unit";

const NATION = "Việt Nam";

const SOCIAL_INSURANCE = "Bảo hiểm xã hội";
/** The name of a place up to this long fits on a line of a paper's head. */
const PLACE_ON_A_LINE = 24;

/**
 * "BẢO HIỂM XÃ HỘI TỈNH BÌNH THUẬN": an agency by its name in full. Too long for one line, it breaks before the name of its
 * place, which stays whole.
 */
function agencyName(name: string): string {
  const full = name.includes("BHXH")
    ? name.replaceAll("BHXH", SOCIAL_INSURANCE)
    : `${SOCIAL_INSURANCE} ${name}`;
  const place = full.startsWith(`${SOCIAL_INSURANCE} `) ? full.slice(SOCIAL_INSURANCE.length + 1) : "";
  const whole = place.length <= PLACE_ON_A_LINE ? place.replaceAll(" ", "\u00a0") : place;
  return (place === "" ? full : `${SOCIAL_INSURANCE} ${whole}`).toLocaleUpperCase("vi");
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
