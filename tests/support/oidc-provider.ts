/**
 * An OpenID provider of one client that signs in whoever `subject` names, without asking. It holds the client to what
 * the standard asks of it: exact redirect address, state, nonce, PKCE with S256, a code used once.
 */
import { createHash, generateKeyPairSync, randomUUID, sign } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { text } from "node:stream/consumers";
import { E2E_OIDC, E2E_URL } from "./e2e-settings";

const { issuer, clientId, clientSecret, port } = E2E_OIDC;
const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const KEY_ID = "test-key";

type Grant = { subject: string; nonce: string; challenge: string };

function encode(part: object): string {
  return Buffer.from(JSON.stringify(part)).toString("base64url");
}

function idToken({ subject, nonce }: Grant): string {
  const now = Math.floor(Date.now() / 1000);
  const claims = { iss: issuer, sub: subject, aud: clientId, nonce, iat: now, exp: now + 60 };
  const signed = `${encode({ alg: "RS256", kid: KEY_ID })}.${encode(claims)}`;
  return `${signed}.${sign("sha256", Buffer.from(signed), privateKey).toString("base64url")}`;
}

function json(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { "Content-Type": "application/json" }).end(JSON.stringify(body));
}

export class OidcProvider {
  /** Who is signed in at the provider. */
  subject = "";
  private readonly grants = new Map<string, Grant>();
  private readonly server: Server = createServer((request, response) => void this.answer(request, response));

  async start(): Promise<void> {
    await new Promise<void>((resolve) => this.server.listen(port, "127.0.0.1", resolve));
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? "/", issuer);
    if (url.pathname === "/authorize") return this.authorize(url.searchParams, response);
    if (url.pathname === "/token") return this.exchange(request, response);
    if (url.pathname === "/keys") {
      const key = { ...publicKey.export({ format: "jwk" }), kid: KEY_ID, use: "sig", alg: "RS256" };
      return json(response, 200, { keys: [key] });
    }
    if (url.pathname !== "/.well-known/openid-configuration") return json(response, 404, {});
    json(response, 200, {
      issuer,
      authorization_endpoint: `${issuer}/authorize`,
      token_endpoint: `${issuer}/token`,
      jwks_uri: `${issuer}/keys`,
      response_types_supported: ["code"],
      subject_types_supported: ["public"],
      id_token_signing_alg_values_supported: ["RS256"],
    });
  }

  private authorize(asked: URLSearchParams, response: ServerResponse): void {
    const [state, nonce, challenge] = ["state", "nonce", "code_challenge"].map((name) => asked.get(name));
    const redirect = `${E2E_URL}/api/auth/callback/oidc`;
    const isSound =
      asked.get("client_id") === clientId &&
      asked.get("redirect_uri") === redirect &&
      asked.get("response_type") === "code" &&
      asked.get("code_challenge_method") === "S256";
    if (!isSound || !state || !nonce || !challenge) return json(response, 400, { error: "invalid_request" });
    const code = randomUUID();
    this.grants.set(code, { subject: this.subject, nonce, challenge });
    response.writeHead(302, { Location: `${redirect}?${new URLSearchParams({ code, state })}` }).end();
  }

  private async exchange(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const form = new URLSearchParams(await text(request));
    const grant = this.grants.get(form.get("code") ?? "");
    this.grants.delete(form.get("code") ?? "");
    const password = Buffer.from(`${clientId}:${clientSecret}`).toString("base64");
    const verifier = createHash("sha256")
      .update(form.get("code_verifier") ?? "")
      .digest("base64url");
    if (!grant || grant.challenge !== verifier || request.headers.authorization !== `Basic ${password}`) {
      return json(response, 400, { error: "invalid_grant" });
    }
    json(response, 200, { access_token: randomUUID(), token_type: "Bearer", id_token: idToken(grant) });
  }
}
