/**
 * What the page may load and from where: all of it from where it came itself, no script and no style in
 * the page, nothing evaluated but WebAssembly. `blob:` is what the page made: pictures to save, and
 * scans it reads again.
 */
const POLICY: Readonly<Record<string, string>> = {
  'default-src': "'none'",
  'script-src': "'self' 'wasm-unsafe-eval'",
  'style-src': "'self'",
  'img-src': "'self' blob: data:",
  // The signs of the settings panel lie in its style sheet.
  'font-src': "'self' data:",
  'connect-src': "'self' blob:",
  'media-src': 'blob:',
  'worker-src': "'self'",
  'manifest-src': "'self'",
  'base-uri': "'none'",
  'form-action': "'none'",
};

/** The policy as the page itself carries it, for servers that say nothing. */
export function policyInPage(): string {
  return Object.entries(POLICY)
    .map(([name, sources]) => `${name} ${sources}`)
    .join('; ');
}

/** Headers of every answer. Workers take their policy from these alone. */
export function pageHeaders(): Record<string, string> {
  return {
    // Only a header can say who may frame the page.
    'content-security-policy': `${policyInPage()}; frame-ancestors 'none'`,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': 'camera=(), microphone=(), geolocation=()',
  };
}
