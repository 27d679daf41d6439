/** What the browser tests and the server they visit agree on. */

const PORT = 3100;
export const E2E_PORT = Number(process.env.E2E_PORT ?? PORT);
export const E2E_URL = `http://127.0.0.1:${E2E_PORT}`;
export const E2E_DATABASE = `e2e_${E2E_PORT}`;
export const E2E_SECRET = "the-browser-tests-sign-themselves-in-with-this";
export const E2E_ACTIONS_KEY = Buffer.from(E2E_SECRET.slice(0, 32)).toString("base64");

/** Two servers at once never share a build folder: one would rebuild what the other serves. */
export const E2E_DIST_DIR =
  process.env.NEXT_DIST_DIR ?? (E2E_PORT === PORT ? ".next-test" : `.next-test-${E2E_PORT}`);

/** The first month of the demo: few enough to be quick, early enough that the reform of July 2025 lies inside. */
export const E2E_FROM = "2025-04";

/** Single sign-on: the tests that need it run this provider themselves (oidc-provider.ts). */
export const E2E_OIDC = {
  port: E2E_PORT + 1000,
  issuer: `http://127.0.0.1:${E2E_PORT + 1000}`,
  clientId: "bao-phu",
  clientSecret: "the-browser-tests-client-secret",
};
