/** A line between a program and its database that can be slow, cut, reset or dead. */
import net from "node:net";

export type LineState = "open" | "slow" | "dead";

export class Proxy {
  private readonly pairs = new Set<readonly [net.Socket, net.Socket]>();
  private readonly server: net.Server;
  private state: LineState = "open";
  /** Bytes that the next answer may still have before it is cut in its middle; null lets everything through. */
  private budget: number | null = null;

  private constructor(private target: number) {
    this.server = net.createServer((client) => this.connect(client));
  }

  /** @param target the port of the database on this machine */
  static async start(target: number): Promise<Proxy> {
    const proxy = new Proxy(target);
    await new Promise<void>((resolve) => proxy.server.listen(0, "127.0.0.1", resolve));
    return proxy;
  }

  get port(): number {
    return (this.server.address() as net.AddressInfo).port;
  }

  /** After the database came back it may listen elsewhere. */
  aim(target: number): void {
    this.target = target;
  }

  /** `slow` holds every answer up for a fifth of a second; `dead` refuses whoever comes and drops whoever is there. */
  set(state: LineState): void {
    this.state = state;
    if (state === "dead") this.reset();
  }

  /** Every connection is gone in the middle of whatever it was doing. */
  reset(): void {
    for (const [client, server] of this.pairs) {
      client.resetAndDestroy();
      server.destroy();
    }
    this.pairs.clear();
  }

  /** The connection over which the next answers come ends after so many bytes, as a cable does. */
  cutAfter(bytes: number): void {
    this.budget = bytes;
  }

  async stop(): Promise<void> {
    this.reset();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private connect(client: net.Socket): void {
    if (this.state === "dead") {
      client.resetAndDestroy();
      return;
    }
    const server = net.connect(this.target, "127.0.0.1");
    const pair = [client, server] as const;
    this.pairs.add(pair);
    const end = () => {
      client.destroy();
      server.destroy();
      this.pairs.delete(pair);
    };
    for (const socket of pair) {
      socket.on("error", end);
      socket.on("close", end);
    }
    client.pipe(server);
    server.on("data", (chunk) => this.answer(client, chunk, end));
  }

  private answer(client: net.Socket, chunk: Buffer, end: () => void): void {
    if (this.budget !== null) {
      this.budget -= chunk.length;
      if (this.budget <= 0) {
        this.budget = null;
        client.write(chunk.subarray(0, Math.floor(chunk.length / 2)), end);
        return;
      }
    }
    if (this.state === "slow") setTimeout(() => client.writable && client.write(chunk), 200);
    else client.write(chunk);
  }
}
