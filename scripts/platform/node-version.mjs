/** Which versions of Node the program runs on. Written so that even very old versions can read it. */

/** A line that says what to install, or null if the version is fine. The same ranges stand in package.json. */
export function nodeRefusal(version) {
  const parts = version.split(".").map(Number);
  const major = parts[0];
  const minor = parts[1];
  const isFine = (major === 20 && minor >= 19) || (major === 22 && minor >= 13) || major >= 24;
  if (isFine) return null;
  return (
    "Node " + version + " is not supported: install Node 24 (20.19 or later and 22.13 or later work too)"
  );
}
