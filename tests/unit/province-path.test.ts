import { expect, test } from "vitest";
import { provincePath } from "@/lib/domain/unit";

test.each([
  ["the nation", "/vn/", "VN", "/vn/"],
  ["a national office", "/vn/co-quan/", "VN", "/vn/"],
  ["a province", "/vn/68-2025/", "68-2025", "/vn/68-2025/"],
  ["a unit", "/vn/68-2025/593-2025/", "68-2025", "/vn/68-2025/"],
  ["a unit whose id ends as its province's does", "/vn/60/160/", "60", "/vn/60/"],
])("the chain of %s lies at the path of its province", (_, path, provinceId, expected) => {
  expect(provincePath({ path, provinceId })).toBe(expected);
});
