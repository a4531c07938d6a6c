// Runs the project's TypeScript in Node through vite, as the product resolves it: Node 20 cannot
// strip types. `import.meta.env.SSR` is true there, so the engine finds Dawn.
import { createServer } from 'vite';

/** Opens a module runner; call `load('/src/...')` for modules, then `close()`. */
export async function openSource() {
  const server = await createServer({
    configFile: false,
    root: new URL('..', import.meta.url).pathname,
    appType: 'custom',
    logLevel: 'error',
    server: { middlewareMode: true, hmr: false, ws: false },
    optimizeDeps: { noDiscovery: true },
  });
  return { load: (path) => server.ssrLoadModule(path), close: () => server.close() };
}
