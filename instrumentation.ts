/** Runs once when the server starts. */
export async function register(): Promise<void> {
  // Next compiles this file for its other runtime too, which has no diagnostics channels.
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { prepareSignIn } = await import("@/lib/auth/start");
  prepareSignIn();
}
