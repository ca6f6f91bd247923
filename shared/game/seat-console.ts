/**
 * The console of the own seat: Linux commands, answered from what the own device knows. Like `seat-view.ts` it makes something that leaves the
 * server. A command gets a network of one device, so that it cannot tell of another one, whatever it does. It changes nothing itself: what a puzzle
 * lets people set comes back as settings, for the same door as the form.
 */
import type { Change } from '../device/change.ts';
import type { Outcome } from '../network/console/command.ts';
import { complete } from '../network/console/complete.ts';
import { hasConsole, runCommand } from '../network/console/shell.ts';
import { deviceOf, type Network } from '../network/network.ts';
import type { RefusalCode } from '../refusals.ts';
import { fcsIsRight } from '../wire/frame.ts';
import type { Match } from './match.ts';
import { changesOf, settingOf, type Setting } from './setting.ts';
import type { CompletionReply, ConsoleReply } from './console-reply.ts';

/** Most characters of a command's output that are sent; the longest usage text has 6,000. */
export const CONSOLE_OUTPUT_MAX_LENGTH = 20_000;
/** Most words that are offered for one place. */
export const COMPLETION_CHOICES_MAX = 60;

/** Runs a line on the device; changes nothing. `device`: null while the person stands. */
export function runOnConsole(match: Match, device: string | null, line: string): ConsoleReply | RefusalCode {
  const network = networkOf(match, device);
  if (typeof network === 'string') return network;
  const { outcome } = execute(match, network, device ?? '', withSingleStars(line));
  const { output, status } = outcome.program === undefined ? outcome : withoutPermission(outcome.program);
  const shown = output.slice(0, CONSOLE_OUTPUT_MAX_LENGTH);
  return { output: shown, status, isCut: shown !== output };
}

/** What the line would set on the device, where the puzzle lets people set it; nothing else is ever changed by a line. */
export function settingsTyped(match: Match, device: string | null, line: string): readonly Setting[] {
  const network = networkOf(match, device);
  return typeof network === 'string' ? [] : execute(match, network, device ?? '', withSingleStars(line)).settings;
}

/** As root where the puzzle lets people set everything that the line changes, else as somebody who may only look. */
function execute(
  { puzzle, configuration }: Match,
  network: Network,
  device: string,
  line: string,
): { readonly outcome: Outcome; readonly settings: readonly Setting[] } {
  if (configuration?.phase === 'setting' && puzzle.configure?.[device] !== undefined) {
    const outcome = runCommand(network, device, line, 'change');
    const settings = outcome.changes.map((change) => settingToTry(network, device, change));
    if (settings.every((setting) => setting !== undefined)) return { outcome, settings };
  }
  return { outcome: runCommand(network, device, line, 'read'), settings: [] };
}

/** The setting that the change is, if the device takes it. */
function settingToTry(network: Network, device: string, change: Change): Setting | undefined {
  const setting = settingOf(change);
  if (setting === undefined) return undefined;
  return typeof changesOf(network, deviceOf(network, device), setting) === 'string' ? undefined : setting;
}

/** What the Tab key makes of a line on the device. */
export function completeOnConsole(match: Match, device: string | null, line: string): CompletionReply | RefusalCode {
  const network = networkOf(match, device);
  if (typeof network === 'string') return network;
  const words = complete(network, device ?? '', line);
  const typed = /\S*$/.exec(line)?.[0] ?? '';
  const before = line.slice(0, line.length - typed.length);
  const [only] = words;
  if (only === undefined) return { line, choices: [] };
  if (words.length > 1) return { line: before + beginningOf(words), choices: words.slice(0, COMPLETION_CHOICES_MAX) };
  // After a folder one goes on typing; after everything else comes the next word.
  return { line: `${before}${only}${only.endsWith('/') ? '' : ' '}`, choices: [] };
}

/** The device alone, with its own ends of the cables and what it has said to itself. */
function networkOf(match: Match, device: string | null): Network | RefusalCode {
  const { network } = match;
  if (device === null) return 'not-seated';
  const machine = network.devices[device];
  if (!hasConsole(machine)) return 'no-console';
  const said = network.loopbacks[device];
  const loopbacks = said === undefined ? {} : { [device]: said };
  return { ...network, devices: { [device]: machine }, cables: { [device]: endsOf(match, device) }, loopbacks };
}

/** A card counts an error when it drops the frame: what still waits for a decision is not told by its numbers. */
function endsOf({ network, seats }: Match, device: string): Network['cables'][string] {
  const undecided = (port: string): number =>
    (seats[device]?.inbox ?? []).filter(
      ({ event }) => event.kind === 'frame' && event.port === port && !fcsIsRight(event.frame),
    ).length;
  return Object.fromEntries(
    Object.entries(network.cables[device] ?? {}).map(([port, end]) => {
      const receivedErrors = end.counts.receivedErrors - undecided(port);
      return [port, { ...end, counts: { ...end.counts, receivedErrors } }];
    }),
  );
}

/** Programs that send or overhear frames need root: here the frames are the game's (iputils 20221126, tcpdump 4.99, traceroute 2.1). */
function withoutPermission({ program }: NonNullable<Outcome['program']>): Pick<Outcome, 'output' | 'status'> {
  if (program !== 'ping') return { output: `${program}: socket: Operation not permitted\n`, status: 1 };
  const output = [
    'ping: socktype: SOCK_RAW\n',
    'ping: socket: Operation not permitted\n',
    'ping: => missing cap_net_raw+p capability or setuid?\n',
  ];
  return { output: output.join(''), status: 2 };
}

/** Two stars in a file's name fit what one fits, but a hundred of them would keep the whole server searching. */
function withSingleStars(line: string): string {
  return line.replace(/\*{2,}/g, '*');
}

/** With what all of them begin. */
function beginningOf(words: readonly string[]): string {
  const [first = ''] = words;
  let length = first.length;
  while (words.some((word) => !word.startsWith(first.slice(0, length)))) length--;
  return first.slice(0, length);
}
