/**
 * Records that claim a percentage of a plan, base or denominator that nobody published: some input nearly always gives
 * it, so they show that a figure is possible, not that our rounding is theirs.
 */
import { numbered } from "./nothing";

export const OPEN: readonly string[] = [
  ...["S0#2", "S2#0", ...numbered("S2", 2, 3), ...numbered("S3", 0, 1), ...numbered("S4", 0, 1)],
  ...[...numbered("NA202412", 0, 1), ...numbered("LD2019", 1, 2), ...numbered("LD202311", 0, 3)],
  ...["HG2018#0", "TAMBINH2018#0", "TK2021#0", "TG2017#0"],
  ...[...numbered("VP2019", 0, 2), ...numbered("HY2017", 0, 1), "KG202505#4", "LS2023#0", "KT2018#0"],
  ...[...numbered("GIALOC202504", 0, 1), "VT2021#0", "DNAI2011#0"],
  ...[...numbered("HN202110", 0, 1), "HN202302#0", "HN07#0"],
  ...[...numbered("VN202110", 0, 1), "VN202010#0", "VN2023#3", "VN202209a#3", "VN202211#2"],
  ...numbered("VN202409", 3, 4),
];
