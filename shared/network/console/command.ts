/** What a console command is: its name, its words, and what it does with them. A file a command (or a part of a large one, such as `ip link`). */
import type { Ipv4 } from '../../address/ipv4.ts';
import type { Change } from '../../device/change.ts';
import type { Station, Switch } from '../../device/device.ts';
import type { Network } from '../network.ts';
import type { PacketFilter } from './tcpdump-filter.ts';

/** May whoever types change settings? Without it, what changes something answers as it does to a user who is not root. */
export type Permission = 'read' | 'change';

/** A device with a console: a Linux machine. A hub has no processor. */
export type Machine = Station | Switch;

/** Who types where. */
export interface Context {
  readonly network: Network;
  readonly machine: Machine;
  readonly allowed: Permission;
  /** Runs a command with its words; for commands that run others, such as `sudo` and `ip netns exec`. */
  readonly execute: (context: Context, words: readonly string[]) => Outcome;
}

/** What a command leaves behind. */
export interface Outcome {
  /** Standard output and standard error as the terminal shows them, each line with its line feed. */
  readonly output: string;
  /** Exit status, 0 to 255. */
  readonly status: number;
  /** What is done to the device now. */
  readonly changes: readonly Change[];
  /** The device that it is about, if it is not the one where it was typed (`ip netns exec`). */
  readonly on?: string;
  /** A program that runs on in simulated time; `output` is empty then. */
  readonly program?: Program;
}

/** Programs that take time. Whoever keeps the console starts them, and prints what programs/*.ts make of their records. */
export type Program = PingProgram | TracerouteProgram | TcpdumpProgram;

export interface PingProgram {
  readonly program: 'ping';
  /** As typed. */
  readonly name: string;
  readonly to: Ipv4;
  /** Undefined: until it is stopped. */
  readonly count: number | undefined;
  readonly intervalUs: number;
  /** 1 to 255. */
  readonly ttl: number;
  /** Octets of data, 0 to 65507. */
  readonly size: number;
  /** `-W`: how long it waits for an answer if none has come yet, microseconds. */
  readonly lingerUs: number;
  /** `-w`: when it ends in any case, microseconds; undefined: only when it has sent enough. */
  readonly deadlineUs: number | undefined;
  /** `-n`: addresses without names. */
  readonly numeric: boolean;
  /** `-q`: only the first line and the statistics. */
  readonly quiet: boolean;
  /** To everybody of a subnet. */
  readonly broadcast: boolean;
  /** `-I`: the card or the address that was asked for. */
  readonly from: { readonly address: Ipv4; readonly interface: string } | undefined;
}

export interface TracerouteProgram {
  readonly program: 'traceroute';
  /** As typed. */
  readonly name: string;
  readonly to: Ipv4;
  /** `-f`: the first hop that is asked, 1 to 255. */
  readonly firstHop: number;
  /** Probes a hop, 1 to 10. */
  readonly probes: number;
  /** 1 to 255. */
  readonly maxHops: number;
  readonly waitUs: number;
  /** `-n`: addresses without names. */
  readonly numeric: boolean;
}

export interface TcpdumpProgram {
  readonly program: 'tcpdump';
  /** Undefined: all ("any"). */
  readonly interface: string | undefined;
  /** Undefined: until it is stopped. */
  readonly count: number | undefined;
  /** `-e`: with the link-layer header. */
  readonly ethernet: boolean;
  /** `-v`, once or more. */
  readonly verbose: boolean;
  /** `-t`: without the time. */
  readonly timeless: boolean;
  /** `--number`: with the number of the packet. */
  readonly numbered: boolean;
  /** Undefined: everything is wanted. */
  readonly filter: PacketFilter | undefined;
}

/**
 * The words that can follow, for completion: a word, and what can follow it. A word in capitals stands for a value: see complete.ts.
 */
export interface Grammar {
  readonly [word: string]: Grammar;
}

export interface Command {
  readonly name: string;
  /** How it is called, one line. */
  readonly usage: string;
  readonly grammar: Grammar;
  run(context: Context, words: readonly string[]): Outcome;
}

/** It worked; `output` ends with a line feed unless it is empty. */
export function prints(output: string): Outcome {
  return { output, status: 0, changes: [] };
}

/** It worked and printed these lines. */
export function printsLines(lines: readonly string[]): Outcome {
  return prints(lines.map((line) => `${line}\n`).join(''));
}

/** It did not work. `message` has no line feed at its end. */
export function fails(message: string, status: number): Outcome {
  return { output: `${message}\n`, status, changes: [] };
}

/** It changes the device, and says nothing, as Unix tools do. */
export function doesChanges(...changes: readonly Change[]): Outcome {
  return { output: '', status: 0, changes };
}

export function isOutcome(value: object): value is Outcome {
  return 'output' in value && 'status' in value;
}

/** What the kernel answers to iproute2. */
export function rtnetlink(answer: string): Outcome {
  return fails(`RTNETLINK answers: ${answer}`, 2);
}

/** The kernel asks who it is before it looks at what is wanted: without the right to change something, the tool says so. */
export function asRoot(context: Context, denied: Outcome, change: () => Outcome): Outcome {
  return context.allowed === 'change' ? change() : denied;
}

export const NOT_PERMITTED = rtnetlink('Operation not permitted');
/** What Linux can do and a device of this network cannot: a policy routing table, another bridge … */
export const NOT_SUPPORTED = rtnetlink('Operation not supported');
