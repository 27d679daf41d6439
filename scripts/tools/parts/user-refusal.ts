/** Why a change of a user was refused, in one English line that says what to do. */
import type { UserRefusal } from "@/lib/data/user-changes";

export function explainUserRefusal(username: string, refusal: UserRefusal): string {
  switch (refusal.reason) {
    case "unknown-user":
      return `there is no user "${username}"`;
    case "username-taken":
      return `the username "${username}" is taken`;
    case "identity-taken":
      return "another user has this issuer and subject";
    case "unknown-unit":
      return `no unit has the code or id "${refusal.unit}"`;
    case "ambiguous-unit":
      return `"${refusal.unit}" names several units: give an id (${refusal.ids.join(", ")})`;
    case "unit-not-valid": {
      const { unit, validFrom, validTo, successors } = refusal;
      const next = successors.length > 0 ? `; its successors: ${successors.join(", ")}` : "";
      return `the unit "${unit}" is valid from ${validFrom} to ${validTo ?? "today"}, not today${next}`;
    }
    case "wrong-level":
      return `a ${refusal.role} belongs to a unit of level ${refusal.levels.join(" or ")}, not ${refusal.level}`;
  }
}
