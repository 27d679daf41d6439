import { expect, test } from "vitest";
import { db } from "@/lib/data/db";
import { Prisma } from "@/prisma/client/client";

test.each(Object.values(Prisma.ModelName))("the model %s has the columns of its table", async (model) => {
  const delegate = db[(model[0]?.toLowerCase() + model.slice(1)) as "unit"];
  expect(await delegate.findFirst()).toBeNull();
});

test.each(["audit_entries", "figure_revisions", "denominators"])(
  "the app may not change %s",
  async (table) => {
    await expect(db.$executeRawUnsafe(`DELETE FROM ${table}`)).rejects.toThrow(/permission denied/);
  },
);
