/** The part of autocannon that the benchmark uses; the package brings no types. */
declare module "autocannon" {
  /** Times in seconds, but `sampleInt` in milliseconds. */
  type Options = {
    url: string;
    connections: number;
    amount: number;
    headers: Record<string, string>;
    timeout: number;
    sampleInt: number;
  };
  type Result = { "2xx": number; non2xx: number; errors: number; timeouts: number; duration: number };
  export default function autocannon(options: Options): Promise<Result>;
}
