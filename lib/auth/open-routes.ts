/** The routes that answer the unsigned. A test walks app/ and holds every other page, route and action to asking who is there. */
export const OPEN_ROUTES = ["/login", "/api/auth/[...nextauth]", "/api/health"] as const;
