/** A mail server on this machine that keeps what it is given, and misbehaves as a test wants. */
import net, { type AddressInfo } from "node:net";
import { SMTPServer, type SMTPServerOptions } from "smtp-server";

export type Received = { to: string[]; raw: string };
type Behaviour = Pick<SMTPServerOptions, "onMailFrom" | "onRcptTo" | "onAuth" | "onConnect"> & {
  /** What it answers to a whole mail: an error, nothing at all, or (undefined) that it has it. */
  answer?: (mail: Received) => Error | "silence" | undefined;
};

export type MailBox = { url: string; port: number; received: Received[]; stop: () => Promise<void> };

const read = async (stream: AsyncIterable<Buffer>): Promise<string> => {
  const parts: Buffer[] = [];
  for await (const part of stream) parts.push(part);
  return Buffer.concat(parts).toString("utf8");
};

/** @param port of an earlier one that went away; by default a free one */
export async function startMailServer({ answer, ...behaviour }: Behaviour = {}, port = 0): Promise<MailBox> {
  const received: Received[] = [];
  const server = new SMTPServer({
    ...behaviour,
    authOptional: true,
    allowInsecureAuth: true,
    disabledCommands: ["STARTTLS"],
    onData(stream, session, done) {
      void read(stream).then((raw) => {
        const mail = { to: session.envelope.rcptTo.map(({ address }) => address), raw };
        const said = answer?.(mail);
        if (said === "silence") return;
        if (!said) received.push(mail);
        done(said);
      });
    },
  });
  server.on("error", () => undefined);
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", () => resolve()));
  const { port: taken } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${taken}`,
    port: taken,
    received,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/** Takes connections and never says a word. */
export async function startMuteServer(): Promise<{ url: string; stop: () => void }> {
  const sockets: net.Socket[] = [];
  const server = net.createServer((socket) => void sockets.push(socket.on("error", () => undefined)));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", () => resolve()));
  const { port } = server.address() as AddressInfo;
  const stop = () => {
    for (const socket of sockets) socket.destroy();
    server.close();
  };
  return { url: `smtp://127.0.0.1:${port}`, stop };
}

/** The words of a plain text mail, whichever way they travelled. */
export function bodyOf({ raw }: Received): string {
  const [head = "", ...rest] = raw.split("\r\n\r\n");
  const body = rest.join("\r\n\r\n");
  if (/^Content-Transfer-Encoding: base64/im.test(head)) return Buffer.from(body, "base64").toString("utf8");
  const bytes = body
    .replace(/=\r\n/g, "")
    .replace(/=([0-9A-F]{2})/g, (_all, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, "latin1").toString("utf8");
}

/** The file that goes with a mail. */
export function attachmentOf(raw: string): Buffer {
  const part = raw.split(/\r\n--/).find((one) => /^Content-Disposition: attachment/im.test(one)) ?? "";
  return Buffer.from(part.split("\r\n\r\n").slice(1).join(""), "base64");
}

/** The subject, decoded (RFC 2047). */
export function subjectOf({ raw }: Received): string {
  const header = /^Subject: ([^\r]*(?:\r\n[ \t][^\r]*)*)/m.exec(raw)?.[1] ?? "";
  const words = [...header.matchAll(/=\?UTF-8\?([BQ])\?([^?]*)\?=/g)].map(([, kind, text = ""]) =>
    kind === "B"
      ? Buffer.from(text, "base64")
      : Buffer.from(
          text
            .replaceAll("_", " ")
            .replace(/=([0-9A-F]{2})/g, (_all, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
          "latin1",
        ),
  );
  return Buffer.concat(words).toString("utf8");
}
