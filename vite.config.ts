import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { defineConfig } from 'vite';
import type { Alias } from 'vite';
import { budgets } from './scripts/vite/budgets.ts';
import { precompress } from './scripts/vite/precompress.ts';
import { prefetch } from './scripts/vite/prefetch.ts';

const root = import.meta.dirname;

/**
 * The client: client/ is built into dist/client/, which the server serves.
 * With `npm run dev` the server runs Vite as middleware with this same configuration.
 */
export default defineConfig({
  root: join(root, 'client'),
  base: '/',
  appType: 'spa',
  resolve: { alias: aliases() },
  // Phaser's sources switch whole parts off by these; without them everything counts as switched on.
  define: {
    'typeof CANVAS_RENDERER': 'true',
    'typeof WEBGL_RENDERER': 'true',
    'typeof WEBGL_DEBUG': 'false',
    'typeof FEATURE_SOUND': 'false',
  },
  build: {
    outDir: join(root, 'dist/client'),
    emptyOutDir: true,
    target: 'es2022',
    // Inlined assets would need data: in more places of the Content-Security-Policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1000,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: 'phaser', test: /[\\/]phaser(-slim\.cjs|[\\/](src|dist)[\\/])/ },
            { name: 'net', test: /node_modules[\\/](@colyseus|msgpackr)[\\/]/ },
            { name: 'ui', test: /node_modules[\\/](@preact|preact)[\\/]/ },
          ],
        },
      },
    },
  },
  // For development: what a page only loads later would otherwise be found then, each with a reload of the page.
  // The slim Phaser is CommonJS and outside node_modules, so it must be named to be bundled at all.
  optimizeDeps: { include: ['phaser', '@colyseus/sdk', '@preact/signals', 'preact', 'preact/hooks', 'uqr', 'valibot'] },
  plugins: [
    prefetch({ chunks: ['phaser', 'net', 'room'] }),
    precompress(),
    budgets({ page: { file: 'index.html', kilobytes: 60 }, chunks: { phaser: 175, net: 50 } }),
  ],
});

function aliases(): Alias[] {
  const require = createRequire(import.meta.url);
  const slimPhaser = join(root, 'client/board/phaser-slim.cjs');
  return [
    { find: '@psrc', replacement: join(packageFolder(require, 'phaser'), 'src') },
    // The slim entry takes only the parts of Phaser that the board draws with: 165 kB instead of 283.
    ...(existsSync(slimPhaser) ? [{ find: /^phaser$/, replacement: slimPhaser }] : []),
    // The same library without `new Function`, which the Content-Security-Policy forbids.
    { find: /^msgpackr$/, replacement: require.resolve('msgpackr/index-no-eval') },
  ];
}

function packageFolder(require: NodeJS.Require, name: string): string {
  return dirname(require.resolve(`${name}/package.json`));
}
