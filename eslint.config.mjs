import nextVitals from "eslint-config-next/core-web-vitals";
import tseslint from "typescript-eslint";

/**
 * Import walls: app -> components -> lib/data -> lib/domain, nothing upward, Prisma only in lib/data.
 * Flat config replaces a rule instead of merging it, so the last matching wall wins and lists all its bricks.
 */
const wall = (files, ...patterns) => ({
  files,
  rules: { "no-restricted-imports": ["error", { patterns }] },
});

const parents = { regex: "^\\.\\./", message: "Write @/…; a parent path slips past the walls." };
const prisma = {
  regex: "^@prisma/|^@/prisma/|^@/lib/data/db$|^pg(-|$)",
  message: "Prisma and pg stay behind lib/data/.",
};
const app = {
  regex: "^@/app/",
  message: "Only app/ imports app/. Shared code lives in lib/ or components/.",
};
const components = { regex: "^@/components/", message: "lib/ knows nothing of components/." };
const server = {
  regex: "^@/lib/(data|auth)/",
  message: "Components get data as props; pages and actions read it.",
};
const web = { regex: "^(next|next-auth|react)(/|$)", message: "lib/data knows nothing of the web." };
const auth = { regex: "^@/lib/auth/", message: "lib/data gets a scope; it never asks who is signed in." };
const impure = {
  regex: "^(?!zod$|\\./|@/lib/domain/)",
  message: "The domain imports only zod and the domain.",
};

export default tseslint.config(
  { ignores: [".next*/**", "prisma/client/**", "next-env.d.ts", "test-results/**"] },
  ...tseslint.configs.strict,
  ...nextVitals,
  // eslint-config-next parses plain JavaScript with a parser that the strict rules do not understand.
  { files: ["**/*.{js,mjs}"], languageOptions: { parser: tseslint.parser } },
  { rules: { "no-console": "error", eqeqeq: "error" } },
  { files: ["scripts/**", "tests/**", "prisma/**"], rules: { "no-console": "off" } },
  wall(["app/**"], parents, prisma),
  wall(["components/**"], parents, prisma, app, server),
  wall(["lib/**"], parents, prisma, app, components),
  wall(["lib/data/**"], parents, app, components, web, auth),
  wall(["lib/domain/**"], impure),
);
