import { describe, expect, test } from "vitest";
import { openApi } from "@/app/api/v1/openapi";
import { REGISTRY } from "@/app/api/v1/registry";
import { listRouteHandlers } from "@/tests/support/app-routes";

const API = "/api/v1";
const description = openApi("http://127.0.0.1:3000");
const operations = Object.entries(description.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
);

describe("the description of the API", () => {
  test("names every route and method there is, and no other", () => {
    const there = listRouteHandlers()
      .filter(({ route }) => route.startsWith(`${API}/`))
      .map(({ route, name }) => `${name} ${route.slice(API.length)}`);
    const told = Object.entries(REGISTRY).flatMap(([address, route]) =>
      (["GET", "POST"] as const).flatMap((method) => (route[method] ? [`${method} ${address}`] : [])),
    );
    expect(told.sort()).toEqual(there.sort());
  });

  test("tells every part of an address, and each operation by a name of its own", () => {
    const ids = operations.map(({ operation }) => operation.operationId);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { path, operation } of operations) {
      const parts = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      const told = operation.parameters.filter((one) => one.in === "path").map(({ name }) => name);
      expect([path, told.sort()]).toEqual([path, parts.sort()]);
    }
  });

  test("is plain JSON in which every refusal has the same form", () => {
    expect(JSON.parse(JSON.stringify(description))).toEqual(description);
    expect(description.openapi).toBe("3.1.0");
    for (const { path, operation } of operations) {
      const refusal = operation.responses["401"]?.content?.["application/json"]?.schema;
      expect([path, refusal]).toEqual([path, { $ref: "#/components/schemas/Refusal" }]);
    }
    expect(description.components.schemas.Refusal).toMatchObject({ required: ["error", "message"] });
  });

  test("asks for what the routes ask: needed, chosen, or usual", () => {
    const of = (path: string, name: string) =>
      description.paths[path]?.get?.parameters.find((one) => one.name === name);
    expect(of("/api/v1/units/{unit}/summary", "period")).toMatchObject({ in: "query", required: true });
    expect(of("/api/v1/units/{unit}/export", "format")).toMatchObject({
      required: true,
      schema: { enum: ["csv", "xlsx"] },
    });
    expect(of("/api/v1/dataValueSets", "orgUnit")?.required).toBe(true);
    expect(of("/api/v1/dataValueSets", "content")?.required).toBe(false);
    expect(of("/api/v1/dataValueSets", "dataElement")?.required).toBe(false);
    expect(of("/api/v1/dataValueSets", "format")).toMatchObject({ schema: { default: "json" } });
  });

  test("says of the summary what its schema says", () => {
    const answer = description.paths["/api/v1/units/{unit}/summary"]?.get?.responses["200"]?.content;
    expect(answer?.["application/json"]?.schema).toMatchObject({
      type: "object",
      required: ["unit", "period", "indicators"],
    });
  });
});
