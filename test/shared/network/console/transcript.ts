/** Transcripts of real tools, recorded by test/fixtures/console/record.sh: "A# command" as root, "A$ command" as somebody else, then what was printed. */
import { readFileSync } from 'node:fs';
import { buildNetwork, isLabMistake, readLab } from '../../../../shared/network/lab.ts';
import type { Network } from '../../../../shared/network/network.ts';

export interface Entry {
  readonly on: string;
  readonly asRoot: boolean;
  readonly command: string;
  readonly output: string;
  readonly status: number;
  /** Line in the file, from 1. */
  readonly line: number;
}

const folder = new URL('../../../fixtures/console/', import.meta.url);

export function fixture(name: string): string {
  return readFileSync(new URL(name, folder), 'utf8');
}

/** The network in which the transcripts were recorded. */
export function networkOfFixture(): Network {
  const lab = readLab(JSON.parse(fixture('network.json')));
  if (isLabMistake(lab)) throw new Error(`${lab.path}: ${lab.mistake}`);
  return buildNetwork(lab);
}

export function readTranscript(name: string): readonly Entry[] {
  const entries: Entry[] = [];
  const lines = fixture(name).replace(/\n$/, '').split('\n');
  for (const [place, line] of lines.entries()) {
    const [, on, prompt, command] = /^([A-Z]\w*)([#$]) (.*)$/.exec(line) ?? [];
    const last = entries.at(-1);
    const [, status] = /^\[status (\d+)\]$/.exec(line) ?? [];
    if (on !== undefined && command !== undefined) {
      entries.push({ on, asRoot: prompt === '#', command, output: '', status: 0, line: place + 1 });
    } else if (last !== undefined && status !== undefined)
      entries[entries.length - 1] = { ...last, status: Number(status) };
    else if (last !== undefined) entries[entries.length - 1] = { ...last, output: `${last.output}${line}\n` };
  }
  return entries;
}

/** What differs between any two machines, or between a card and a pair of virtual ones, made the same on both sides. */
export function normalized(output: string): string {
  return (
    output
      // A pair of virtual cards has no queue; which discipline a real card has is the machine's affair.
      .replace(/qdisc (?:noqueue|noop|pfifo_fast|fq_codel|mq)/g, 'qdisc -')
      // As many as the machine has processors.
      .replace(/num([tr])xqueues \d+/g, 'num$1xqueues -')
      // A shell that reads from a script names the line.
      .replace(/^bash: line 1: /gm, 'bash: ')
      .replace(/link-netns con-|^con-(?=\w+(?: \(id: \d+\))?$)/gm, (text) =>
        text.startsWith('con') ? '' : 'link-netns ',
      )
      .replace(/(?:STALE|DELAY|PROBE) $/gm, 'REACHABLE ')
      .replace(
        /(hello|tcn|gc|forward[ _]delay|message[ _]age|hold|topology[ _]change)(_|\s)?timer(\s+)[\d.]+/g,
        '$1 timer -',
      )
      .replace(/ +(?=\n)/g, ' ')
  );
}

/** Neighbours are kept by hash in the kernel, and namespaces as the file system likes. */
export function isTable(command: string): boolean {
  return /^(?:arp|ip (?:-\S+ )*(?:n|ne|nei|neigh|neighbor|neighbour|net|netns)(?: |$))/.test(command);
}

export function lines(output: string): readonly string[] {
  return normalized(output).split('\n').toSorted();
}
