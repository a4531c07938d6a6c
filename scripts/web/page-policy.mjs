/** A vite plugin: builds carry the policy in the page itself, before anything it governs. */
export function pagePolicy(policy) {
  return {
    name: 'dotwork-page-policy',
    apply: 'build',
    transformIndexHtml: () => [
      {
        tag: 'meta',
        attrs: { 'http-equiv': 'Content-Security-Policy', content: policy },
        injectTo: 'head-prepend',
      },
    ],
  };
}

/**
 * A vite plugin: papers are set in WOFF, which browsers read as well, so the page takes the same files and
 * the fonts' WOFF2 stays out.
 */
export function onlyWoff() {
  return {
    name: 'dotwork-only-woff',
    enforce: 'pre',
    transform(code, id) {
      if (!/@fontsource.*\.css/.test(id)) return undefined;
      return code.replace(/url\([^)]*\.woff2\)\s*format\(['"]woff2['"]\),\s*/g, '');
    },
  };
}
