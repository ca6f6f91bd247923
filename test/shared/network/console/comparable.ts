/**
 * The output of a console command without what two machines cannot agree on: numbers of interfaces, queues of virtual cards, octets (a card pads
 * short frames, a pair of virtual cards does not), ages, and the order of tables that the kernel keeps by hash.
 */
export function comparableConsole(command: string, output: string): readonly string[] {
  const [program = ''] = command.replace(/^sudo /, '').split(/\s+/);
  const lines = output
    .split('\n')
    .map((line) => comparableLine(line.trimEnd()))
    .filter((line) => line !== '' && !isForeign(line));
  if (program === 'ls') return lines.flatMap((line) => line.split(/\s+/)).toSorted();
  return isTable(command) ? lines.toSorted() : withoutBridgeCounts(lines);
}

function comparableLine(line: string): string {
  return (
    line
      .replace(/^\d+: (?=[\w.@-]+: <)/, 'N: ')
      .replace(/@if\d+|@p\d+(?=:)/, '')
      .replace(/ link-netns(?:id)? \S+/, '')
      .replace(/qdisc \S+/, 'qdisc -')
      .replace(/ {3,}(?=\S)/g, '   ')
      .replace(/num([tr])xqueues \d+|tso_max_size \d+/g, '-')
      .replace(/^(\s+[RT]X packets \d+)  bytes .*$/, '$1')
      .replace(/\b(?:STALE|DELAY|PROBE)$/, 'REACHABLE')
      .replace(/((?:hello|tcn|gc|forward delay|message age|hold|topology change) timer)\s+[\d.]+/g, '$1 -')
      .replace(/\t(no)\t\t\s*[\d.]+$/, '\t$1\t\t-')
      // Whether a message waits for the hold time is a matter of milliseconds.
      .replace(/\s*CONFIG_PENDING$/, '')
      .replace(/time=[\d.]+ ms/, 'time=- ms')
      .replace(/, time \d+ms/, ', time -')
      .replace(/= [\d./]+ ms/, '= - ms')
      .replace(/\d+\.\d{3} ms/g, '- ms')
      .replace(/^bash: line \d+: /, 'bash: ')
  );
}

/** Rows that only a real machine has: addresses of its own ports, groups, and questions that were given up and not forgotten yet. */
function isForeign(line: string): boolean {
  return / permanent$|\tyes\t\t|FAILED$|\(incomplete\)|<incomplete>/.test(line);
}

/** Kept by hash in the kernel. */
function isTable(command: string): boolean {
  return /^(?:ip (?:-\S+ )*n(?:ei|$| )|arp|bridge (?:-d )?(?:fdb|link)|brctl showmacs|cat \/proc\/net\/arp)/.test(
    command,
  );
}

/** What a bridge hands up to its machine is not counted in the simulation. */
function withoutBridgeCounts(lines: readonly string[]): readonly string[] {
  let isInside = false;
  return lines.filter((line) => {
    if (/^\S/.test(line)) isInside = /^br\d+: flags/.test(line);
    return !(isInside && /^\s+[RT]X packets/.test(line));
  });
}
