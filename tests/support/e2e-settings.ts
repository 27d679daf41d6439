/** What the browser tests and the server they visit agree on. */

export const E2E_PORT = Number(process.env.E2E_PORT ?? 3100);
export const E2E_URL = `http://127.0.0.1:${E2E_PORT}`;
export const E2E_DATABASE = `e2e_${E2E_PORT}`;
export const E2E_SECRET = "the-browser-tests-sign-themselves-in-with-this";

/** The first month of the demo: few enough to be quick, early enough that the reform of July 2025 lies inside. */
export const E2E_FROM = "2025-04";

/** Single sign-on: the tests that need it run this provider themselves (oidc-provider.ts). */
export const E2E_OIDC = {
  port: E2E_PORT + 1000,
  issuer: `http://127.0.0.1:${E2E_PORT + 1000}`,
  clientId: "bao-phu",
  clientSecret: "the-browser-tests-client-secret",
};
