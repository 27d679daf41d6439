/** Serves the app that is built in the current folder: `node serve.mjs HOST PORT`. As `next start`, with admission. */
import http from "node:http";
import next from "next";
import { admission } from "./admission.mjs";
import { localUrl } from "./settings.mjs";

const [host, portText] = process.argv.slice(2);
const port = Number(portText);

// Where an action ends on another page, Next asks itself for that page: not by the address that people type.
process.env.__NEXT_PRIVATE_ORIGIN = localUrl(host, port);

const app = next({ dev: false, dir: process.cwd(), hostname: host, port, quiet: true });
await app.prepare();
const handle = app.getRequestHandler();

const server = http.createServer(
  admission((request, response) => {
    handle(request, response).catch((error) => {
      console.error(error);
      if (!response.headersSent) response.statusCode = 500;
      response.end();
    });
  }),
);

server.on("error", (error) => {
  console.error(error);
  process.exit(1);
});
process.once("SIGTERM", () => {
  // What is being served is finished first.
  server.close(async () => {
    await app.close();
    process.exit(0);
  });
});
server.listen(port, host);
