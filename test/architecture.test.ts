import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { logicBehindMessages, violations } from './setup/architecture.ts';
import type { SourceFile } from './setup/architecture.ts';
import { importsOf } from './setup/imports.ts';

const root = join(import.meta.dirname, '..');

function projectFiles(): SourceFile[] {
  const sides = ['shared', 'server', 'client'];
  return sides
    .flatMap((side) => globSync(`${side}/**/*.{ts,tsx,mjs,cjs}`, { cwd: root }))
    .map((path) => ({ path: path.replaceAll('\\', '/'), source: readFileSync(join(root, path), 'utf8') }));
}

describe('the project keeps to its architecture', () => {
  it('finds the files that it checks', () => {
    const paths = projectFiles().map((file) => file.path);
    expect(paths.some((path) => path.startsWith('shared/wire/'))).toBe(true);
    expect(paths.length).toBeGreaterThan(20);
  });

  it('has no violation', () => {
    expect(projectFiles().flatMap(violations)).toEqual([]);
  });

  it('sends no logic to the browser with the messages', () => {
    expect(logicBehindMessages(projectFiles())).toEqual([]);
  });

  it('names files with their ending in every relative import', () => {
    const files = projectFiles();
    const relative = files.flatMap((file) => importsOf(file.source).filter((one) => one.from.startsWith('.')));
    expect(relative.length).toBeGreaterThan(files.length / 2);
    expect(relative.filter((one) => !/\.(?:ts|tsx|cjs|mjs|css|svg|json)$/.test(one.from))).toEqual([]);
  });
});

/** Each rule is shown to bite: a file, one line in it, and what must be said about it. */
const broken: readonly (readonly [path: string, source: string, says: RegExp])[] = [
  ['shared/address/mac.ts', `import { parseFrame } from '../wire/frame.ts';`, /wire is above address/],
  ['shared/wire/arp.ts', `import type { Station } from '../device/station.ts';`, /device is above wire/],
  ['shared/device/host.ts', `export * from '../network/link.ts';`, /network is above device/],
  ['shared/network/lab.ts', `import {\n  deal, // isn't\n} from '../game/deal.ts';`, /game is above network/],
  ['shared/random.ts', `import { layer } from './wire/frame.ts';`, /wire is above random/],
  ['shared/game/judge.ts', `import { words } from '../text/en/index.ts';`, /logic has no words/],
  ['shared/game/judge.ts', `import type { Words } from '../text/words.ts';`, /logic has no words/],
  ['shared/game/deal.ts', `import { campaign } from '../puzzles/index.ts';`, /puzzles is above the ladder/],
  ['shared/puzzles/who-has.ts', `import { mac } from '../address/mac.ts';`, /puzzles take types only/],
  ['shared/text/en/rules.ts', `import { type RuleId } from '../../device/rule.ts';`, /text take types only/],
  ['shared/messages.ts', `import { en } from './text/en/index.ts';`, /logic has no words/],
  ['shared/helpers/list.ts', `import { mac } from '../address/mac.ts';`, /has no place in the ladder/],
  ['shared/wire/arp.ts', `import { Buffer } from 'node:buffer';`, /shared\/ depends on nothing/],
  ['shared/game/match.ts', `import { object } from 'valibot';`, /imports valibot: only/],
  ['shared/game/match.ts', `import { start } from '../../server/main.ts';`, /knows neither side/],
  ['client/panels/inbox.tsx', `import { decide } from '../../shared/device/decide.ts';`, /the client loads only/],
  ['client/panels/inbox.tsx', `const d = await import('../../shared/game/judge.ts');`, /the client loads only/],
  ['client/store.ts', `import { MatchState } from '../server/state.ts';`, /knows the server by its types/],
  ['client/store.ts', `import { readFileSync } from 'node:fs';`, /a browser is not Node/],
  ['client/store.ts', `import { Client } from '@colyseus/sdk';`, /@colyseus\/sdk: only/],
  ['client/pages/home.tsx', `import type { Game } from 'phaser';`, /phaser: only/],
  ['client/pages/home.tsx', `const p = import('phaser');`, /phaser: only/],
  ['server/project.ts', `import { Room } from '@colyseus/core';`, /@colyseus\/core: only/],
  ['server/store/journal.ts', `import { WebSocketTransport } from "@colyseus/ws-transport";`, /ws-transport: only/],
  ['server/rooms/match.ts', `import { schema } from '@colyseus/schema';`, /@colyseus\/schema: only/],
  ['server/main.ts', `import { createServer } from 'vite';`, /vite: it is loaded only for development/],
  ['server/report.ts', `import { en } from '../shared/text/en/index.ts';`, /codes, not in words/],
  ['server/report.ts', `import { en } from '../client/store.ts';`, /does not know the client/],
  ['server/main.ts', `import { launchChromium } from '../test/setup/chromium.ts';`, /does not know its tests/],
  ['shared/game/match.ts', `const now = Date.now();`, /uses Date/],
  ['shared/game/match.ts', `const at = new Date;`, /uses Date/],
  ['shared/game/match.ts', `const n = Math.random();`, /uses Math.random/],
  ['shared/game/match.ts', `const n = performance.now();`, /uses performance/],
  ['shared/game/match.ts', `console.log('x');`, /uses console/],
  ['shared/game/match.ts', `setTimeout(() => {}, 1);`, /uses a timer/],
  ['shared/game/match.ts', `await fetch('/x');`, /uses the network/],
  ['server/rooms/match.ts', '\n'.repeat(301), /301 lines long/],
];

/** And does not bite what is allowed. */
const allowed: readonly (readonly [path: string, source: string])[] = [
  ['shared/wire/arp.ts', `import { readMac } from '../address/mac.ts';`],
  ['shared/game/match.ts', `import { advance } from '../network/advance.ts';\nimport { random } from '../random.ts';`],
  ['shared/puzzles/who-has.ts', `import type { Puzzle } from '../game/puzzle.ts';`],
  [
    'shared/text/zh/index.ts',
    `import type { Words } from '../words.ts';\nexport type { RuleId } from '../../device/rule.ts';`,
  ],
  ['shared/messages.ts', `import { object } from 'valibot';\nimport type { Verdict } from './game/judge.ts';`],
  [
    'shared/wire/arp.ts',
    `// import { x } from '../game/x.ts'; Date.now()\n/* console.log(1) */\nconst s = "Math.random()";`,
  ],
  ['shared/game/view.ts', `const capture = { Date: 1 }; export const when = capture.Date;`],
  ['client/panels/inbox.tsx', `import type { Decision } from '../../shared/device/decide.ts';`],
  ['client/panels/inbox.tsx', `import { summary } from '../../shared/wire/frame.ts';`],
  ['client/connection.ts', `import { Client } from '@colyseus/sdk';\nimport type { State } from '../server/state.ts';`],
  ['client/board/phaser.ts', `export { Game } from 'phaser';`],
  ['server/rooms/match.ts', `import { Room } from '@colyseus/core';`],
  ['server/state.ts', `import { schema, t } from '@colyseus/schema';`],
  ['server/main.ts', `const { createServer } = await import('vite');\nimport type { ViteDevServer } from 'vite';`],
  ['shared/text/en/index.ts', '\n'.repeat(900)],
];

describe('the check itself', () => {
  it.each(broken)('reports in %s: %s', (path, source, says) => {
    expect(violations({ path, source }).join('\n')).toMatch(says);
  });

  it.each(allowed)('accepts in %s: %s', (path, source) => {
    expect(violations({ path, source })).toEqual([]);
  });

  it('reports logic that the messages would bring along', () => {
    const messages = { path: 'shared/messages.ts', source: `import { ruleIds } from './device/rule.ts';` };
    const list = { path: 'shared/device/rule.ts', source: `import type { Frame } from '../wire/frame.ts';` };
    expect(logicBehindMessages([messages, list])).toEqual([]);
    const logic = { path: 'shared/device/rule.ts', source: `import { decide } from './decide.ts';` };
    expect(logicBehindMessages([messages, logic])).toEqual([
      'shared/messages.ts loads shared/device/rule.ts, and that loads shared/device/decide.ts',
    ]);
  });

  it('reads every form of import', () => {
    const source = [
      `import one from './1.ts'; import * as two from "./2.ts";`,
      `import './3.css';`,
      `import type { Four } from './4.ts';`,
      `import { type Five } from './5.ts';`,
      `export { six } from './6.ts'; export * from './7.ts'; export type { Eight } from './8.ts';`,
      `const nine = await import('./9.ts'); type Ten = typeof import('./10.ts');`,
      `import eleven, {\n  a, // with 'quotes' in a comment\n  b as c,\n} from './11.ts';`,
      `const S = require('./12.cjs'); const text = "import x from './no.ts'".length; obj.import('./no.ts');`,
    ].join('\n');
    const read = importsOf(source).map((one) => `${one.from} ${one.kind}`);
    const values = ['./1.ts', './2.ts', './3.css', './5.ts', './6.ts', './7.ts', './9.ts', './11.ts', './12.cjs'];
    const types = ['./4.ts', './8.ts', './10.ts'];
    expect(new Set(read)).toEqual(
      new Set([...values.map((from) => `${from} value`), ...types.map((from) => `${from} type`)]),
    );
  });
});
