import { expect, test } from "vitest";
import { OPEN_ROUTES } from "@/lib/auth/open-routes";
import {
  type Entrance,
  listActions,
  listHiddenActions,
  listPages,
  listRouteHandlers,
} from "@/tests/support/app-routes";

const open: readonly string[] = OPEN_ROUTES;
const closed = ({ route }: Entrance) => !open.includes(route);

test("every open route exists", () => {
  const routes = [...listPages(), ...listRouteHandlers()].map(({ route }) => route);
  expect(routes).toEqual(expect.arrayContaining([...OPEN_ROUTES]));
});

test.each(listPages().filter(closed))("the page $route first asks who is there", ({ route, asks }) => {
  expect(asks).toBe(route === "/account" ? "requireSignedIn" : "requireActor");
});

test.each(listRouteHandlers().filter(closed))("$name $route first asks who is there", ({ asks }) => {
  expect(asks).toBe("requireApiActor");
});

test.each(listActions())("the action $name of $route first asks who is there", ({ route, name, asks }) => {
  const owner = route.startsWith("account/") ? ["accountAction"] : ["formAction", "requireActor"];
  // Removes the caller's own cookie and nothing else.
  expect(name === "signOutAction" ? ["endSession"] : owner).toContain(asks);
});

test("no action hides inside a function", () => {
  expect(listHiddenActions()).toEqual([]);
});
