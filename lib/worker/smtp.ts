/** One mail to one mail server; whatever goes wrong is an answer, never an exception. */
import "server-only";
import { Readable } from "node:stream";
import MailComposer from "nodemailer/lib/mail-composer";
import SMTPConnection from "nodemailer/lib/smtp-connection";
import { judgeFailure, type MailFault, type SmtpError } from "@/lib/domain/mail";

export type MailServer = { url: string; from: string; timeoutMs?: number };
export type Letter = {
  id: string;
  recipient: string;
  subject: string;
  body: string;
  /** Goes with it. */
  document?: { name: string; bytes: Uint8Array } | null;
};
export type Delivery = { ok: true } | { ok: false; fault: MailFault; words: string };

/** Silence for this long is the end of a try. */
const SILENCE = 30_000;
/** Many words from a server that comes to no end are too. */
const LONGEST_TRY = 4;

/** smtp://user:password@host:587 (STARTTLS where it is offered) or smtps://… (TLS from the start). */
function connectionOptions({ url, timeoutMs = SILENCE }: MailServer) {
  const { protocol, hostname, port } = new URL(url);
  const secure = protocol === "smtps:";
  return {
    host: hostname.replace(/^\[|\]$/g, ""),
    port: port === "" ? (secure ? 465 : 587) : Number(port),
    secure,
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
  };
}

function credentials({ url }: MailServer) {
  const { username, password } = new URL(url);
  if (username === "") return null;
  return { user: decodeURIComponent(username), pass: decodeURIComponent(password) };
}

/** The mail as it travels: headers encoded, the subject too. */
async function compose(server: MailServer, { id, recipient, subject, body, document }: Letter) {
  const mail = new MailComposer({
    from: server.from,
    to: { name: "", address: recipient },
    subject,
    text: body,
    ...(document && {
      attachments: [
        { filename: document.name, content: Buffer.from(document.bytes), contentDisposition: "attachment" },
      ],
    }),
    // The same for every try: a reader's program that sees it twice can tell.
    messageId: `<${id}@bao-phu>`,
    headers: { "Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All" },
    disableFileAccess: true,
    disableUrlAccess: true,
  }).compile();
  const { from, to } = mail.getEnvelope();
  return { envelope: { from: from || "", to }, content: await mail.build() };
}

type Step = (done: (error?: Error | null) => void) => void;
const promised = (step: Step) =>
  new Promise<void>((resolve, reject) => step((error) => (error ? reject(error) : resolve())));

/** Speaks to the server once. Never throws; after it the connection is closed. */
export async function deliver(server: MailServer, letter: Letter): Promise<Delivery> {
  let isHandedOver = false;
  const options = connectionOptions(server);
  const connection = new SMTPConnection(options);
  let deadline: NodeJS.Timeout | undefined;
  try {
    const { envelope, content } = await compose(server, letter);
    // Read only once the server has said that it takes the mail.
    const message = new Readable({
      read() {
        isHandedOver = true;
        this.push(content);
        this.push(null);
      },
    });
    const failed = new Promise<never>((_resolve, reject) => {
      connection.on("error", reject);
      const tooLong = Object.assign(new Error("no end"), { code: "ETIMEDOUT" });
      deadline = setTimeout(() => reject(tooLong), LONGEST_TRY * options.socketTimeout);
    });
    const spoken = async () => {
      await promised((done) => connection.connect(done));
      const auth = credentials(server);
      if (auth) await promised((done) => connection.login({ credentials: auth }, done));
      await promised((done) => connection.send(envelope, message, done));
    };
    await Promise.race([spoken(), failed]);
    return { ok: true };
  } catch (error) {
    const smtp = error instanceof Error ? (error as Error & SmtpError) : { message: String(error) };
    return { ok: false, ...judgeFailure(smtp, isHandedOver) };
  } finally {
    clearTimeout(deadline);
    // What an ending connection still complains of concerns nobody.
    connection.on("error", () => undefined);
    connection.close();
  }
}
