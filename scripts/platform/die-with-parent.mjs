/** Loaded into child processes: when the parent is gone, even by kill -9, they go too and free what they hold. */

// Grandchildren inherit the flag that loads this file, but their channel belongs to their own parent.
if (process.env.LIFELINE_PARENT === String(process.ppid)) {
  process.on("disconnect", () => process.exit(1));
  // The listener alone would keep a child alive that has finished its work.
  process.channel?.unref();
}
