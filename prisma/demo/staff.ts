/** Who submits and approves in the demo: one director per reporting unit and one manager per province of today. */
import { createHash } from "node:crypto";
import type { Role } from "@/lib/domain/policy";
import type { Unit } from "@/lib/domain/unit";
import { DEMO_ACCOUNTS } from "./accounts";
import { hash } from "./hash";

type Person = {
  id: string;
  username: string;
  displayName: string;
  role: Role;
  unitId: string;
  /** Null for those who exist only so that figures have an author: nobody can sign in as them. */
  password: string | null;
};

export type Staff = {
  people: readonly Person[];
  /** Id of the person who submits for a unit of either tree, and who decides on it. */
  directorOf: ReadonlyMap<string, string>;
  managerOf: ReadonlyMap<string, string>;
  central: string;
};

/** The same id for the same words everywhere, in the form of a UUID of version 8. */
export function uuidOf(...words: readonly (string | number)[]): string {
  const digits = createHash("sha256").update(words.join("|")).digest("hex");
  return [
    digits.slice(0, 8),
    digits.slice(8, 12),
    `8${digits.slice(13, 16)}`,
    `8${digits.slice(17, 20)}`,
    digits.slice(20, 32),
  ].join("-");
}

const FAMILY = [
  "Nguyễn",
  "Trần",
  "Lê",
  "Phạm",
  "Hoàng",
  "Huỳnh",
  "Phan",
  "Vũ",
  "Võ",
  "Đặng",
  "Bùi",
  "Đỗ",
  "Hồ",
  "Ngô",
  "Dương",
  "Lý",
];
const MIDDLE = ["Văn", "Thị", "Minh", "Ngọc", "Thanh", "Quốc", "Hữu", "Thu", "Đức", "Xuân", "Hoài", "Kim"];
const GIVEN = [
  "An",
  "Bình",
  "Châu",
  "Dung",
  "Giang",
  "Hà",
  "Hạnh",
  "Hiếu",
  "Hòa",
  "Khánh",
  "Lan",
  "Liên",
  "Nam",
  "Nga",
  "Phúc",
  "Quyên",
  "Sơn",
  "Tâm",
  "Thảo",
  "Trung",
  "Tú",
  "Vân",
  "Vinh",
  "Yến",
];

const part = (list: readonly string[], ...words: readonly string[]) =>
  list[hash(...words) % list.length] ?? "";
const nameOf = (username: string) =>
  `${part(FAMILY, username, "family")} ${part(MIDDLE, username, "middle")} ${part(GIVEN, username, "given")}`;

/** @param successorOf id of the unit into which one of the old tree went */
export function buildStaff(units: readonly Unit[], successorOf: ReadonlyMap<string, string>): Staff {
  const accounts: Person[] = DEMO_ACCOUNTS.map(({ username, password, displayName, role, unitId }) => ({
    id: uuidOf("user", username),
    username,
    displayName,
    role,
    unitId,
    password,
  }));
  const accountOf = (unitId: string, role: Role) =>
    accounts.find((person) => person.unitId === unitId && person.role === role);
  const staff = (unitId: string, role: Role, username: string): Person =>
    accountOf(unitId, role) ?? {
      id: uuidOf("user", username),
      username,
      displayName: nameOf(username),
      role,
      unitId,
      password: null,
    };

  const today = units.filter(({ validTo }) => validTo === null);
  const directors = today
    .filter(({ reportingKind }) => reportingKind !== null)
    .map(({ id }) => staff(id, "director", `gd.${id.toLowerCase()}`));
  const managers = today
    .filter(({ level }) => level === "province")
    .map(({ id }) => staff(id, "manager", `ql.${id.toLowerCase()}`));
  const central = accountOf("VN", "central");
  if (!central) throw new Error("The demo needs an account of the central office");

  const idOf = (people: readonly Person[]) => {
    const own = new Map(people.map(({ unitId, id }) => [unitId, id]));
    const before = [...successorOf].flatMap(([from, to]) => {
      const id = own.get(to);
      return id ? [[from, id] as const] : [];
    });
    return new Map([...own, ...before]);
  };
  return {
    people: [
      ...new Map([...accounts, ...directors, ...managers].map((person) => [person.id, person])).values(),
    ],
    directorOf: idOf(directors),
    managerOf: idOf(managers),
    central: central.id,
  };
}
