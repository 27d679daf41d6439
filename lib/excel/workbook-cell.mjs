/** A cell of the library as the domain's plain cell. */

const PERCENT = 2;

/** The digits of a number, exact as far as a double is; null where they would need an exponent. @param {number} value */
function digitsOf(value) {
  const text = String(value);
  return /^-?\d+(\.\d+)?$/.test(text) ? text : null;
}

/** Moves the decimal point on the digits: a multiplication would make 0.9225 into 92.25000000000001. @param {string} digits */
function timesHundred(digits) {
  const [, sign = "", whole = "0", fraction = ""] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(digits) ?? [];
  const moved = `${whole}${fraction.slice(0, PERCENT).padEnd(PERCENT, "0")}`.replace(/^0+(?=\d)/, "");
  const rest = fraction.slice(PERCENT);
  return sign + moved + (rest && `.${rest}`);
}

/** @param {string | undefined} format */
const isPercent = (format) => (format ?? "").replace(/"[^"]*"|\\./g, "").includes("%");

/** As a Vietnamese spreadsheet shows it. @param {string} digits */
const shownDigits = (digits) => digits.replace(".", ",");

/** @param {Date} date */
function shownDay(date) {
  if (Number.isNaN(date.getTime())) return "ngày không hợp lệ";
  const [year, month, day] = date.toISOString().slice(0, 10).split("-");
  return `${day}/${month}/${year}`;
}

/** @param {number} value @param {string | undefined} format */
function numberCell(value, format) {
  const digits = digitsOf(value);
  if (digits === null) return { kind: "decimal", shown: String(value), number: null };
  if (isPercent(format)) {
    const number = timesHundred(digits);
    return { kind: "percent", shown: `${shownDigits(number)}%`, number };
  }
  const kind = Number.isSafeInteger(value) ? "integer" : "decimal";
  return {
    kind,
    shown: shownDigits(digits),
    number: kind === "decimal" && !digits.includes(".") ? null : digits,
  };
}

const ERROR = /^#(?:REF!|N\/A|VALUE!|DIV\/0!|NAME\?|NUM!|NULL!|SPILL!|CALC!|GETTING_DATA)$/;

/** @param {unknown} value @param {string | undefined} format */
function contentOf(value, format) {
  if (typeof value === "number") return numberCell(value, format);
  if (typeof value === "boolean") return { kind: "boolean", shown: value ? "TRUE" : "FALSE", number: null };
  if (value instanceof Date) return { kind: "date", shown: shownDay(value), number: null };
  const shown = typeof value === "string" ? value.replace(/[\p{Cc}\s]+/gu, " ").trim() : "";
  if (shown === "") return null;
  return { kind: ERROR.test(shown) ? "error" : "text", shown, number: null };
}

/** @param {unknown} value @param {import("hucre/xlsx").Cell | undefined} detail */
export function cellOf(value, detail) {
  const isFormula = detail?.formula !== undefined || detail?.type === "formula";
  const content = contentOf(isFormula ? (detail?.formulaResult ?? value) : value, detail?.style?.numFmt);
  if (content) return { ...content, isFormula };
  return isFormula ? { kind: "text", shown: "", number: null, isFormula } : null;
}
