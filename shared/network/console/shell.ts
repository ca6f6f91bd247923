/** The console: a line becomes a command, the command an outcome. Pure: nothing is changed here, whoever asked applies the changes. */
import type { Device } from '../../device/device.ts';
import type { Network } from '../network.ts';
import { arp } from './arp.ts';
import { bridge } from './bridge.ts';
import { brctl } from './brctl.ts';
import { type Command, type Context, fails, type Machine, type Outcome, type Permission, prints } from './command.ts';
import { filter, isFilter } from './filter.ts';
import { ifconfig } from './ifconfig.ts';
import { ip } from './ip.ts';
import { cat, ls } from './look.ts';
import { ovsAppctl, ovsVsctl } from './ovs.ts';
import { ping, tcpdump, traceroute } from './programs.ts';
import { route } from './route.ts';
import { helpOf, hostname, sudo, sysctl, whoami } from './small.ts';
import { vconfig } from './vconfig.ts';
import { pipeline, shellWords } from './words.ts';

const tools: readonly Command[] = [ip, ifconfig, route, arp, ping, traceroute, tcpdump, bridge, brctl, vconfig];
const others: readonly Command[] = [ovsVsctl, ovsAppctl, cat, ls, sysctl, hostname, whoami, sudo];

/** All commands, in the order in which `help` lists them. */
export const commands: readonly Command[] = [...tools, ...others, helpOf([...tools, ...others])];

const byName: ReadonlyMap<string, Command> = new Map(commands.map((command) => [command.name, command]));

/** Characters of a line, and of what a command prints: a console is for people. */
export const LINE_MAX = 1000;
export const OUTPUT_MAX = 64_000;

/** Has the device a console? All do that are a Linux machine; a repeater is none. */
export function hasConsole(device: Device | undefined): device is Machine {
  return device !== undefined && device.kind !== 'hub';
}

/**
 * What the line does on the device, as Linux would answer it. `allowed`: 'read' refuses what changes something, as to a user who is not root.
 * Never throws; a device without a console answers with status 127.
 */
export function runCommand(network: Network, deviceId: string, line: string, allowed: Permission = 'read'): Outcome {
  const machine = network.devices[deviceId];
  if (!hasConsole(machine)) return fails(`${deviceId}: no console`, 127);
  const [first = '', ...filters] = pipeline(line.slice(0, LINE_MAX).replace(/#.*$/, ''));
  const words = shellWords(first);
  if (words.length === 0)
    return filters.length > 0 ? fails("bash: syntax error near unexpected token `|'", 2) : prints('');
  let outcome = execute({ network, machine, allowed, execute }, words);
  for (const text of filters) outcome = piped(outcome, shellWords(text));
  return outcome.output.length > OUTPUT_MAX ? { ...outcome, output: outcome.output.slice(0, OUTPUT_MAX) } : outcome;
}

function execute(context: Context, words: readonly string[]): Outcome {
  const [typed = '', ...rest] = words;
  const name = typed.replace(/^\/(?:usr\/)?s?bin\//, '');
  const command = byName.get(name);
  if (command !== undefined) return command.run(context, rest);
  // A name with a slash is a file's; others are looked for in the path.
  return fails(`bash: ${typed}: ${typed.includes('/') ? 'No such file or directory' : 'command not found'}`, 127);
}

/** Only grep, wc, head, tail, sort and cat read what another command prints. */
function piped(outcome: Outcome, words: readonly string[]): Outcome {
  const [name = '', ...rest] = words;
  if (name === '') return fails("bash: syntax error near unexpected token `|'", 2);
  if (!isFilter(name)) return fails(`bash: ${name}: command not found`, 127);
  // A program that runs on cannot be cut in two; it prints all.
  if (outcome.program !== undefined) return outcome;
  return { ...outcome, ...filter(name, rest, outcome.output) };
}
