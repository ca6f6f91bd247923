/**
 * The lab command: runs a network that a file describes, with devices that do everything by the rules, as fast as it can.
 * `npm run -s lab -- run LAB.json`; what it writes is described in README.md.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { isStation } from '../shared/device/device.ts';
import { captureOf } from '../shared/network/capture.ts';
import { printed, sightings } from '../shared/network/console-run.ts';
import { exportLab } from '../shared/network/export/export.ts';
import { buildNetwork, endOfTrafficUs, isLabMistake, type Lab, readLab } from '../shared/network/lab.ts';
import { advance, EVENTS_MAX, type Network, type Observer } from '../shared/network/network.ts';
import { type NetworkState, stateOf } from '../shared/network/state.ts';
import { type Capture, writePcapng } from '../shared/wire/pcapng.ts';
import { pathTrace, trace } from './lab-trace.ts';

const usage = `usage: npm run -s lab -- run LAB.json [LAB.json ...] [--pcapng OUT.pcapng] [--state OUT.json] [--until SECONDS] [--out DIR]
                               [--follow DEVICE]
  --pcapng  write every frame at every port, for Wireshark (one lab file)
  --state   write the tables and ping counts at the end (one lab file)
  --out     write DIR/<name>.pcapng and DIR/<name>.state.json for each lab file
  --until   stop at this simulated time; two seconds after the last ping left if not given
  --follow  show the way of every packet inside this host, router or vtep: card, stack, hooks, socket (may be given several times)

       npm run -s lab -- export LAB.json
  prints a bash script that builds the same network on a real Linux with network namespaces, runs the same traffic and cleans up:
  npm run -s lab -- export LAB.json > lab.sh && sudo bash lab.sh
`;

/** Exit statuses: everything ran · a network did not come to rest · a lab or the command line is wrong. */
const RAN = 0;
const NO_REST = 1;
const WRONG = 2;
/** After the last ping has left: time for answers, and for the last question of an ARP round (1 s and 2 s after the first). */
const AFTER_TRAFFIC_US = 2_000_000;
/** Simulated seconds; a year. */
const UNTIL_MAX = 31_536_000;

interface Command {
  readonly verb: 'run' | 'export';
  readonly files: readonly string[];
  readonly pcapng: string | undefined;
  readonly state: string | undefined;
  readonly out: string | undefined;
  readonly untilUs: number | undefined;
  readonly follow: readonly string[];
}

function main(args: readonly string[]): number {
  if (args.includes('--help') || args.includes('-h')) {
    process.stdout.write(usage);
    return RAN;
  }
  const command = readCommand(args);
  if (typeof command === 'string') {
    process.stderr.write(`${command}\n${usage}`);
    return WRONG;
  }
  const carryOut = command.verb === 'export' ? exportFile : runFile;
  return command.files.reduce((worst, file) => Math.max(worst, carryOut(file, command)), RAN);
}

/** The command line, or what is wrong with it. */
function readCommand(args: readonly string[]): Command | string {
  try {
    const text = { type: 'string' } as const;
    const options = { pcapng: text, state: text, until: text, out: text, follow: { ...text, multiple: true } } as const;
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
    const [verb, ...files] = positionals;
    if (verb !== 'run' && verb !== 'export') {
      return verb === undefined ? 'what to do? run or export' : `unknown command "${verb}"`;
    }
    if (files.length === 0) return 'which lab file?';
    if (verb === 'export' && files.length > 1) return 'export takes one lab file: a script is one network';
    if (verb === 'export' && Object.keys(values).length > 0) return 'the options are for run; export prints the script';
    const until = values.until === undefined ? undefined : Number(values.until);
    const isTime = until === undefined || (values.until?.trim() !== '' && until >= 0 && until <= UNTIL_MAX);
    if (!isTime) return `--until must be a number of seconds, 0 to ${UNTIL_MAX}`;
    const ofOne = values.pcapng !== undefined || values.state !== undefined;
    if (ofOne && files.length > 1) return '--pcapng and --state take one lab file; use --out DIR for several';
    if (values.out !== undefined && new Set(files.map(nameOf)).size < files.length) {
      return 'two lab files have the same name, so they would write the same files';
    }
    const untilUs = until === undefined ? undefined : Math.round(until * 1_000_000);
    const { pcapng, state, out, follow = [] } = values;
    return { verb, files, pcapng, state, out, untilUs, follow };
  } catch (error) {
    return messageOf(error);
  }
}

function runFile(file: string, command: Command): number {
  const lab = readFile(file);
  if (typeof lab === 'string') {
    process.stderr.write(`${file}: ${lab}\n`);
    return WRONG;
  }
  const network = buildNetwork(lab);
  const stranger = command.follow.find((id) => !hasStack(network, id));
  if (stranger !== undefined) {
    process.stderr.write(`${file}: --follow ${oneLine(stranger)}: no host, router or vtep has this name\n`);
    return WRONG;
  }
  const capture = captureOf(network);
  if (command.files.length > 1) print(`== ${file}`);
  const frames = trace(network, print);
  const dumps = sightings(network, () => network.console.map(({ running }) => running));
  const all: Observer = {
    sent: (...seen) => (capture.observer.sent?.(...seen), frames.sent?.(...seen), dumps.sent?.(...seen)),
    received: (...seen) => (
      capture.observer.received?.(...seen),
      frames.received?.(...seen),
      dumps.received?.(...seen)
    ),
    changed: (...seen) => frames.changed?.(...seen),
    overflowed: (...seen) => frames.overflowed?.(...seen),
    collided: (...seen) => frames.collided?.(...seen),
    acted: (...seen) => frames.acted?.(...seen),
    ran: (...seen) => frames.ran?.(...seen),
    ...pathTrace(network, command.follow, print),
  };
  const rested = advance(network, command.untilUs ?? endOfTrafficUs(lab) + AFTER_TRAFFIC_US, all);
  const state = stateOf(network);
  for (const line of [...programLines(network), ...pingLines(state)]) print(line);
  flush();
  const failure = writeResults(file, command, capture, state);
  if (failure !== undefined) process.stderr.write(`${failure}\n`);
  if (!rested) process.stderr.write(restlessLine(file, network));
  return failure !== undefined ? WRONG : rested ? RAN : NO_REST;
}

/** Hubs and switches have no way inside that could be followed. */
function hasStack(network: Network, id: string): boolean {
  const device = Object.hasOwn(network.devices, id) ? network.devices[id] : undefined;
  return device !== undefined && isStation(device);
}

/** Prints the lab as a script for a real Linux. */
function exportFile(file: string): number {
  const lab = readFile(file);
  if (typeof lab === 'string') {
    process.stderr.write(`${file}: ${lab}\n`);
    return WRONG;
  }
  process.stdout.write(exportLab(lab));
  return RAN;
}

/** The lab, or one line with the place in the file and what is wrong there. */
function readFile(file: string): Lab | string {
  try {
    const lab = readLab(JSON.parse(readFileSync(file, 'utf8').replace(/^\uFEFF/, '')));
    if (!isLabMistake(lab)) return lab;
    return oneLine(lab.path === '' ? lab.mistake : `${lab.path}: ${lab.mistake}`);
  } catch (error) {
    return oneLine(messageOf(error));
  }
}

/** Writes what was asked for; returns what went wrong. */
function writeResults(file: string, command: Command, capture: Capture, state: NetworkState): string | undefined {
  const stateText = `${JSON.stringify(state, null, 2)}\n`;
  try {
    if (command.pcapng !== undefined) writeFileSync(command.pcapng, writePcapng(capture));
    if (command.state !== undefined) writeFileSync(command.state, stateText);
    if (command.out === undefined) return undefined;
    mkdirSync(command.out, { recursive: true });
    writeFileSync(join(command.out, `${nameOf(file)}.pcapng`), writePcapng(capture));
    writeFileSync(join(command.out, `${nameOf(file)}.state.json`), stateText);
    return undefined;
  } catch (error) {
    return messageOf(error);
  }
}

/** A line is a small thing, and writing is a large one. */
const waiting: string[] = [];
const LINES_AT_ONCE = 1000;

function print(line: string): void {
  if (waiting.push(line) >= LINES_AT_ONCE) flush();
}

function flush(): void {
  process.stdout.write(
    waiting
      .splice(0)
      .map((line) => `${line}\n`)
      .join(''),
  );
}

function nameOf(file: string): string {
  return basename(file, '.json');
}

/** What programs that were typed have printed in the end. */
function programLines(network: Network): string[] {
  return network.console.flatMap(({ on, run, running }) =>
    running === undefined ? [] : [`${on}# ${run}`, printed(network, running, true).replace(/\n$/, '')],
  );
}

function pingLines(state: NetworkState): string[] {
  return state.ping.map(({ on, to, sent, received }) => `ping ${on} > ${to}: ${sent} sent, ${received} received`);
}

function restlessLine(file: string, network: Network): string {
  const seconds = (network.nowUs / 1_000_000).toFixed(6);
  return `${file}: stopped at ${seconds} s after ${EVENTS_MAX} events: this network does not come to rest\n`;
}

/** Characters of a file that are quoted, at most. */
const QUOTED_MAX = 300;

/** Whatever is quoted from a file must not break the line, nor tell the terminal something. */
function oneLine(text: string): string {
  const line = text.replaceAll(/[\s\p{Cc}\p{Cf}\p{Cs}]+/gu, ' ');
  return line.length <= QUOTED_MAX ? line : `${line.slice(0, QUOTED_MAX / 2)} … ${line.slice(-QUOTED_MAX / 2)}`;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** `lab … | head` closes the pipe early; that is no error of ours. */
function ignoreClosedPipe(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
}

process.stdout.on('error', ignoreClosedPipe);
process.exitCode = main(process.argv.slice(2));
