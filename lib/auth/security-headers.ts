/** What every answer tells the browser it may do with it. */

type Options = {
  nonce: string;
  /** The app's address is https. */
  isSecure: boolean;
  /** Development needs eval and inline styles for reloading. */
  isDevelopment: boolean;
  /** Where a form may lead besides here: the single sign-on provider. */
  formTargets: readonly string[];
  /** What is answered was uploaded by somebody. */
  isSandboxed: boolean;
};

/** Next finds the nonce in this policy on the request and puts it on its own scripts. */
export function contentSecurityPolicy(options: Options): string {
  const { nonce, isSecure, isDevelopment, formTargets, isSandboxed } = options;
  const own = `'self' 'nonce-${nonce}'`;
  const styles = isDevelopment ? "'self' 'unsafe-inline'" : own;
  return [
    "default-src 'self'",
    `script-src ${own} 'strict-dynamic'${isDevelopment ? " 'unsafe-eval'" : ""}`,
    `style-src ${styles}`,
    `style-src-elem ${styles}`,
    // Widths of bars and columns are style attributes; an attribute cannot load or run anything.
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    `form-action ${["'self'", ...formTargets].join(" ")}`,
    "frame-ancestors 'none'",
    ...(isSandboxed ? ["sandbox"] : []),
    ...(isSecure ? ["upgrade-insecure-requests"] : []),
  ].join("; ");
}

const DENIED = [
  "accelerometer",
  "camera",
  "geolocation",
  "gyroscope",
  "magnetometer",
  "microphone",
  "payment",
  "usb",
];

/** Besides the policy. `no-referrer` would make our own form posts send `Origin: null`. */
export function securityHeaders({ isSecure }: Pick<Options, "isSecure">): Record<string, string> {
  return {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": DENIED.map((feature) => `${feature}=()`).join(", "),
    ...(isSecure ? { "Strict-Transport-Security": "max-age=31536000; includeSubDomains" } : {}),
  };
}
