/** A unit's name as people write it ("TP Hải Dương", "H. Nam Sách"), and of which kind of unit its words say it is. */
import { fold } from "./search";

/** What stands before a name, as it is shortened. */
const SHORT: Record<string, string> = {
  tp: "thanh pho",
  tx: "thi xa",
  tt: "thi tran",
  h: "huyen",
  q: "quan",
  p: "phuong",
  x: "xa",
  t: "tinh",
  dk: "dac khu",
};
const AGENCY = /^(?:bhxh|bao hiem xa hoi)( co so)? (?=.)/;
const TYPE = /^(thanh pho|thi xa|thi tran|huyen|quan|phuong|xa|tinh|dac khu) (?=.)/;
/** "1.", "a)", "-", "II." before a name. */
const NUMBERING = /^\s*(?:[-+*•]|(?:\d{1,3}|[ivxlc]{1,5}|[a-z])\s*[.)])\s*(?=\p{L}|\d)/iu;
const TONES = /[\u0300\u0301\u0303\u0309\u0323]/g;

/** "P. Phan Thiết" and "T.P Hải Dương" begin with what is shortened, not with a number: nothing else says their kind. */
function unnumbered(text: string): string {
  const rest = text.replace(NUMBERING, "");
  if (/^\s*t\s*\.\s*[ptx](?!\p{L})/iu.test(text)) return text;
  if (!/^\s*[hqpxt]\s*\./i.test(text)) return rest;
  const words = fold(rest);
  const isNumbered = AGENCY.test(words) || TYPE.test(words) || (words.split(" ")[0] ?? "") in SHORT;
  return isNumbered ? rest : text;
}

/** Folded, without numbering, with what is shortened in full. */
export function canonical(text: string): string {
  // "T.P" is "TP".
  const words = fold(unnumbered(text)).replace(/^t ([ptx]) (?=.)/, "t$1 ");
  const agency = AGENCY.exec(words)?.[0] ?? "";
  const [first = "", ...rest] = words.slice(agency.length).split(" ");
  const full = rest.length > 0 ? SHORT[first] : undefined;
  return (full ? agency + [full, ...rest].join(" ") : words).replace(/(^| )hcm$/, "$1ho chi minh");
}

export const withoutAgency = (name: string) => name.replace(AGENCY, "");
export const bare = (name: string) => withoutAgency(name).replace(TYPE, "");

/** With its marks, wherever in a word the tone is written: "Hoà" is "Hòa". */
export function marked(text: string): string {
  return unnumbered(text)
    .normalize("NFD")
    .toLowerCase()
    .split(/[\s.,-]+/)
    .map((word) => word.replace(TONES, "") + (word.match(TONES) ?? []).join(""))
    .join(" ");
}

/** "BHXH" before a name, and the level that it says; of a name that says neither both are nothing. */
type Kind = { isAgency: boolean; level: string | null };

function kindOf(name: string): Kind {
  const agency = AGENCY.exec(name);
  const level = TYPE.exec(withoutAgency(name))?.[1] ?? (agency?.[1] ? "co so" : null);
  return { isAgency: agency !== null, level };
}

const COMMUNES = new Set(["phuong", "xa", "thi tran", "dac khu"]);
/** An office is what stood in a district before: "BHXH huyện" and "BHXH cơ sở" are one kind. */
const DISTRICTS = new Set(["huyen", "quan", "thi xa", "thanh pho", "co so"]);

/**
 * Of two names of one place, whether they say the same kind of unit: "other" where a level word or "BHXH" contradicts,
 * "near" where an agency is called by its former level. What is left out contradicts nothing.
 * @param isProvince of its own: a province that is called a city is no district
 */
export function kindAgreement(said: string, own: string, isProvince: boolean): "same" | "near" | "other" {
  const [saidKind, ownKind] = [kindOf(said), kindOf(own)];
  if (saidKind.level === null && !saidKind.isAgency) return "same";
  // A commune is no agency, and no agency is a commune, a district or a town.
  if (saidKind.isAgency && !ownKind.isAgency && ownKind.level !== null && COMMUNES.has(ownKind.level))
    return "other";
  if (saidKind.level === null || saidKind.level === ownKind.level) return "same";
  const ownLevel = ownKind.level ?? (ownKind.isAgency ? "co so" : null);
  if (ownLevel === null) return "other";
  const isFormer =
    !isProvince &&
    saidKind.isAgency &&
    DISTRICTS.has(saidKind.level) &&
    DISTRICTS.has(ownLevel) &&
    (saidKind.level === "co so" || ownLevel === "co so");
  return isFormer ? "near" : "other";
}
