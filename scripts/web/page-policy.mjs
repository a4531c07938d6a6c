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

/** A vite plugin: every browser with WebGPU reads WOFF2, so the fonts' older form stays out. */
export function onlyWoff2() {
  return {
    name: 'dotwork-only-woff2',
    enforce: 'pre',
    transform(code, id) {
      if (!/@fontsource.*\.css/.test(id)) return undefined;
      return code.replace(/,\s*url\([^)]*\.woff\)\s*format\(['"]woff['"]\)/g, '');
    },
  };
}
