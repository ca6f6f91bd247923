import { posix } from 'node:path';
import { codeOnly, importsOf } from './imports.ts';
import type { Import } from './imports.ts';

/** A file of the project, its path from the root with slashes. */
export interface SourceFile {
  readonly path: string;
  readonly source: string;
}

/** Data flows upward only: a part imports from its own step and from those below. */
const LADDER = ['address', 'random', 'refusals', 'wire', 'device', 'network', 'game', 'class'] as const;
/** What the client may load of shared/; of the rest it knows the types. */
const CLIENT_LOADS = ['address', 'wire', 'text', 'messages'];
/** The only places that know a foreign library. */
const ADAPTORS: readonly { readonly library: RegExp; readonly places: RegExp }[] = [
  { library: /^@colyseus\/(?:core|ws-transport)(?:\/|$)/, places: /^server\/(?:rooms\/|main\.ts$)/ },
  { library: /^@colyseus\/schema(?:\/|$)/, places: /^server\/state\.ts$/ },
  { library: /^@colyseus\/sdk(?:\/|$)/, places: /^client\/connection\.ts$/ },
  { library: /^(?:phaser|@psrc)(?:\/|$)/, places: /^client\/board\// },
  { library: /^valibot$/, places: /^(?:shared\/messages(?:\.ts$|\/)|shared\/network\/lab|server\/|client\/)/ },
];

const LONGEST_FILE = 300;
const MAY_BE_LONG = /^shared\/(?:text|puzzles)\//;

/** Clocks, chance and output, which nothing in shared/ may touch: time and chance are arguments. */
const IMPURE: readonly { readonly name: string; readonly use: RegExp }[] = [
  { name: 'Math.random', use: /(?<![\w$.])Math\s*\.\s*random\b/ },
  { name: 'Date', use: /(?<![\w$.])Date\s*[.(]|\bnew\s+Date\b/ },
  { name: 'performance', use: /(?<![\w$.])performance\s*\./ },
  { name: 'console', use: /(?<![\w$.])console\s*\.\s*(?:log|info|warn|error|debug|trace)\b/ },
  { name: 'a timer', use: /(?<![\w$.])(?:setTimeout|setInterval|setImmediate|queueMicrotask)\s*\(/ },
  { name: 'the network', use: /(?<![\w$.])(?:fetch\s*\(|new\s+(?:WebSocket|XMLHttpRequest)\b)/ },
];

/** Everything in this file that breaks the design's section on layout, each as one sentence. */
export function violations(file: SourceFile): string[] {
  const found = importsOf(file.source).flatMap((one) => importViolations(file.path, one));
  const lines = file.source.split('\n').length - (file.source.endsWith('\n') ? 1 : 0);
  if (lines > LONGEST_FILE && !MAY_BE_LONG.test(file.path)) found.push(`is ${lines} lines long, over ${LONGEST_FILE}`);
  if (file.path.startsWith('shared/')) {
    const code = codeOnly(file.source);
    for (const { name, use } of IMPURE) if (use.test(code)) found.push(`uses ${name}`);
  }
  return found.map((what) => `${file.path} ${what}`);
}

function importViolations(path: string, one: Import): string[] {
  if (!one.from.startsWith('.')) return packageViolations(path, one);
  const target = posix.normalize(posix.join(posix.dirname(path), one.from));
  const broken = brokenRule(path, target, one);
  return broken === undefined ? [] : [`imports ${target}: ${broken}`];
}

function packageViolations(path: string, one: Import): string[] {
  const found: string[] = [];
  const adaptor = ADAPTORS.find(({ library }) => library.test(one.from));
  if (adaptor !== undefined && !adaptor.places.test(path))
    found.push(`imports ${one.from}: only ${adaptor.places.source} may`);
  if (path.startsWith('shared/') && adaptor === undefined)
    found.push(`imports ${one.from}: shared/ depends on nothing`);
  if (path.startsWith('client/') && one.from.startsWith('node:'))
    found.push(`imports ${one.from}: a browser is not Node`);
  if (path.startsWith('server/') && one.from === 'vite' && one.kind === 'value' && !one.isDynamic) {
    found.push('imports vite: it is loaded only for development, by a dynamic import');
  }
  return found;
}

function brokenRule(path: string, target: string, one: Import): string | undefined {
  const [side] = path.split('/');
  const [targetSide] = target.split('/');
  if (targetSide === 'test' || targetSide === 'scripts') return 'the product does not know its tests and tools';
  if (side === 'shared')
    return targetSide === 'shared' ? brokenInShared(path, target, one) : 'shared/ knows neither side';
  if (side === 'server') {
    if (targetSide === 'client') return 'the server does not know the client';
    return partOf(target) === 'text' ? 'the server speaks in codes, not in words' : undefined;
  }
  if (targetSide === 'server') return one.kind === 'type' ? undefined : 'the client knows the server by its types only';
  if (targetSide !== 'shared' || one.kind === 'type' || CLIENT_LOADS.includes(partOf(target))) return undefined;
  return `the client loads only ${CLIENT_LOADS.join(', ')} of shared/, otherwise types`;
}

function brokenInShared(path: string, target: string, one: Import): string | undefined {
  const part = partOf(path);
  const targetPart = partOf(target);
  if (part === targetPart) return undefined;
  if (part === 'text' || part === 'puzzles') {
    return one.kind === 'type' ? undefined : `${part} take types only`;
  }
  if (targetPart === 'text') return 'logic has no words';
  if (part === 'messages') return undefined;
  const step = LADDER.findIndex((name) => name === part);
  const targetStep = LADDER.findIndex((name) => name === targetPart);
  if (step < 0) return `shared/${part} has no place in the ladder`;
  if (targetStep < 0) return `${targetPart} is above the ladder`;
  return targetStep > step ? `${targetPart} is above ${part} in the ladder` : undefined;
}

/**
 * The client loads the messages, and with them whatever they load. They may take a list of names from logic (of rules, of
 * puzzles), but a file that itself loads logic would carry the whole simulation to every browser.
 */
export function logicBehindMessages(files: readonly SourceFile[]): string[] {
  const loads = new Map(files.map((file) => [file.path, loadedFiles(file)]));
  const lists = loads.get('shared/messages.ts') ?? [];
  return lists.flatMap((list) =>
    (loads.get(list) ?? [])
      .filter((target) => !lists.includes(target) && !CLIENT_LOADS.includes(partOf(target)))
      .map((target) => `shared/messages.ts loads ${list}, and that loads ${target}`),
  );
}

function loadedFiles(file: SourceFile): string[] {
  return importsOf(file.source)
    .filter((one) => one.kind === 'value' && one.from.startsWith('.'))
    .map((one) => posix.normalize(posix.join(posix.dirname(file.path), one.from)));
}

/** `shared/wire/arp.ts` is part of wire, `shared/random.ts` is random. Outside shared/ there are no parts. */
function partOf(path: string): string {
  const [side, part = ''] = path.split('/');
  return side === 'shared' ? part.replace(/\.ts$/, '') : '';
}
