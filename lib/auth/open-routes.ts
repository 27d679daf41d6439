/** The routes that answer the unsigned. A test walks app/ and holds every other page, route and action to asking who is there. */
export const OPEN_ROUTES = [
  "/login",
  "/api/auth/[...nextauth]",
  "/api/health",
  // Screens in operations rooms: without a cookie of their own they show a form for a code, and nothing else.
  "/wall",
  "/wall/redeem",
] as const;
