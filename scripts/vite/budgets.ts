import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Plugin, Rolldown } from 'vite';

type Bundle = Rolldown.OutputBundle;

/** Sizes in kilobytes (1000 bytes) after brotli: what really travels. */
interface Budgets {
  /** A page with everything that it needs before any lazy chunk: HTML, its script, what that imports statically, styles. */
  readonly page: { readonly file: string; readonly kilobytes: number };
  /** Single lazy chunks by name. A chunk that the build does not have is within its budget. */
  readonly chunks: Readonly<Record<string, number>>;
}

/** Fails the build when the page or a chunk has grown over its budget. Needs the `.br` files, so it comes after `precompress()`. */
export function budgets(limits: Budgets): Plugin {
  return {
    name: 'hop:budgets',
    apply: 'build',
    writeBundle: {
      sequential: true,
      order: 'post',
      async handler(output, bundle) {
        const folder = output.dir ?? '.';
        const page = filesOfPage(bundle, limits.page.file);
        const lines = [await measure(folder, limits.page.file, page, limits.page.kilobytes)];
        for (const [name, kilobytes] of Object.entries(limits.chunks)) {
          const files = chunks(bundle).filter((chunk) => chunk.name === name);
          if (files.length > 0) {
            lines.push(await measure(folder, `chunk ${name}`, new Set(files.map((file) => file.fileName)), kilobytes));
          }
        }
        for (const line of lines) this.info(line.text);
        const over = lines.filter((line) => line.over);
        if (over.length > 0) this.error(`Over budget:\n${over.map((line) => `  ${line.text}`).join('\n')}`);
      },
    },
  };
}

/** The names of all files that a browser loads before the page can be used. */
export function filesOfPage(bundle: Bundle, page: string): Set<string> {
  const files = new Set([page]);
  const entries = chunks(bundle).filter((chunk) => chunk.isEntry && facades(chunk).has(page));
  const waiting = entries.map((chunk) => chunk.fileName);
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (files.has(name)) continue;
    files.add(name);
    const chunk = bundle[name];
    if (chunk?.type !== 'chunk') continue;
    chunk.viteMetadata?.importedCss.forEach((style) => files.add(style));
    waiting.push(...chunk.imports);
  }
  return files;
}

function chunks(bundle: Bundle): Rolldown.OutputChunk[] {
  return Object.values(bundle).filter((output) => output.type === 'chunk');
}

/** A page's entry chunk stands for the HTML file itself. */
function facades(chunk: Rolldown.OutputChunk): Set<string> {
  return new Set(
    chunk.facadeModuleId === null ? [] : [chunk.facadeModuleId.replaceAll('\\', '/').split('/').at(-1) ?? ''],
  );
}

async function measure(folder: string, what: string, files: Set<string>, kilobytes: number) {
  let bytes = 0;
  for (const name of files) bytes += (await stat(join(folder, `${name}.br`))).size;
  const size = (bytes / 1000).toFixed(1);
  return {
    over: bytes > kilobytes * 1000,
    text: `${what}: ${size} kB of ${kilobytes} kB (brotli, ${files.size} files)`,
  };
}
