/** Loaded into the app's process: when its starter is gone, even by kill -9, the app goes too and frees its port. */
process.on("disconnect", () => process.exit(0));
