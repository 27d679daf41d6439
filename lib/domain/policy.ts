/**
 * The one module that answers "may this person do this, here?".
 * Pure and closed: anything not granted below is refused.
 */
import type { Day } from "./day";
import type { Unit } from "./unit";

export const ROLES = ["director", "manager", "central", "admin", "viewer"] as const;
export type Role = (typeof ROLES)[number];

/**
 * What a person answers for: the subtree of the own unit and of all its whole predecessors, as path prefixes.
 * Made by lib/auth alone (from lib/data/users), so holding one proves that somebody signed in.
 */
export type OrgScope = {
  readonly paths: readonly string[];
  /** The provinces in which those subtrees lie: their reporting units may be read besides. Empty below no province. */
  readonly provincePaths: readonly string[];
  readonly __brand: "OrgScope";
};

/** The absent person for whom somebody acts, until the end of a day. */
export type OnBehalfOf = { id: string; displayName: string; toDay: Day };

/** Who stands in for an absent person has that person's role, unit and scope, and remains themself: `id` is always their own. */
export type Actor = {
  id: string;
  username: string;
  displayName: string;
  role: Role;
  unit: Pick<Unit, "id" | "code" | "name" | "shortName" | "level" | "path" | "provinceId">;
  scope: OrgScope;
  mustChangePassword: boolean;
  onBehalfOf?: OnBehalfOf;
};

/** Whoever reads what is approved: somebody who is signed in, or a screen in an operations room. */
export type Reader = Pick<Actor, "id" | "role" | "scope" | "onBehalfOf">;

const GRANTS = {
  "draft.read": ["director", "manager", "central"],
  "submission.enter": ["director", "manager"],
  "submission.approve": ["manager", "central"],
  "submission.reopen": ["manager", "central"],
  "figure.comment": ["director", "manager", "central"],
  "check.manage": ["central"],
  "month.sign": ["manager"],
  "period.manage": ["central"],
  "period.read": ["director", "manager", "central", "viewer"],
  "target.read": ["director", "manager", "central", "viewer"],
  "target.assign": ["director", "manager", "central"],
  "user.manage": ["admin"],
  "wall.manage": ["manager", "central"],
  "drive.manage": ["manager", "central"],
  "drive.enter": ["director", "manager"],
  "note.write": ["director", "manager"],
  "note.approve": ["manager", "central"],
  "employer.write": ["manager"],
  "employer.approve": ["manager", "central"],
  "audit.read": ["manager", "central", "admin"],
  "report.issue": ["director", "manager", "central"],
  "report.template": ["central", "admin"],
  "exchange.manage": ["central"],
  "report.mail": ["manager", "central"],
} as const satisfies Record<string, readonly Role[]>;
export type Permission = keyof typeof GRANTS;

/** Where something lies. */
export type Resource = {
  path: string;
  /** Only for approving: who typed, pasted, uploaded, loaded or submitted a cell of the version. */
  contributors?: readonly string[];
  /** Only for approving: a national office, or no manager of the province is left who could. */
  centralApproves?: boolean;
};

export function isWithin(paths: readonly string[], path: string): boolean {
  return paths.some((prefix) => path.startsWith(prefix));
}

/** Everybody who has a hand in what this person does now: they, and the one they stand in for. */
export function handsOf({ id, onBehalfOf }: Pick<Actor, "id" | "onBehalfOf">): string[] {
  return onBehalfOf ? [id, onBehalfOf.id] : [id];
}

/** With whose rights somebody acts: what is typed by one of them is not sent as the other's. */
export const rightsOf = (actor: Pick<Actor, "id" | "onBehalfOf">): string => handsOf(actor).join("+");

/** Whose an answer is: their rights, and what they may read by now. Who moved reads other units under the same name. */
export const sightOf = (actor: Pick<Actor, "id" | "onBehalfOf" | "role" | "scope">): string =>
  JSON.stringify([rightsOf(actor), actor.role, actor.scope.paths, actor.scope.provincePaths]);

export function can(actor: Reader, permission: Permission, resource: Resource): boolean {
  const roles: readonly Role[] = GRANTS[permission];
  if (!roles.includes(actor.role)) return false;
  if (!isWithin(actor.scope.paths, resource.path)) return false;
  if (permission === "submission.approve") {
    const { contributors } = resource;
    if (contributors === undefined || handsOf(actor).some((id) => contributors.includes(id))) return false;
    if (actor.role === "central") return resource.centralApproves === true;
  }
  return true;
}
