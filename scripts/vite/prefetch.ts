import type { HtmlTagDescriptor, Plugin } from 'vite';

/**
 * Adds `<link rel="prefetch">` for the named lazy chunks to every page, so that the board is already in the browser's cache
 * when somebody has typed a room code. The files must be served with a long `cache-control`, else browsers load them twice.
 */
export function prefetch(options: { readonly chunks: readonly string[] }): Plugin {
  return {
    name: 'hop:prefetch',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler: (_html, context): HtmlTagDescriptor[] =>
        Object.values(context.bundle ?? {})
          .filter((output) => output.type === 'chunk')
          .filter((chunk) => !chunk.isEntry && options.chunks.includes(chunk.name))
          .map((chunk) => ({
            tag: 'link',
            attrs: { rel: 'prefetch', as: 'script', crossorigin: true, href: `/${chunk.fileName}` },
            injectTo: 'head',
          })),
    },
  };
}
