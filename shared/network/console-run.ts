/** Commands that are typed while a network runs: what they change happens at once, and programs such as ping go on in simulated time. */
import { isBroadcast, isMulticast } from '../address/mac.ts';
import { passesPort } from '../device/switch.ts';
import { type Frame, layer } from '../wire/frame.ts';
import { hasConsole, runCommand } from './console/shell.ts';
import type { Outcome, PingProgram, Program, TcpdumpProgram, TracerouteProgram } from './console/command.ts';
import { pingEndUs, pingOutput } from './console/ping-output.ts';
import { BRIDGE, linkNamed } from './console/links.ts';
import { isWanted } from './console/tcpdump-filter.ts';
import { type Cooked, type Sighted, tcpdumpOutput } from './console/tcpdump-output.ts';
import { tracerouteOutput } from './console/traceroute-output.ts';
import { isLoopbackPort } from './loopback.ts';
import { startPing, stopPing } from './ping.ts';
import type { Network, Observer } from './network.ts';
import { schedule } from './schedule.ts';
import { scheduleTraceroute } from './traceroute.ts';

/** A command of a lab, and what it printed. */
export interface ConsoleRun {
  readonly on: string;
  readonly run: string;
  readonly atUs: number;
  /** What it printed at once. */
  readonly output: string;
  readonly running: Running | undefined;
}

/** A program that was started, with the place of its records in the network. */
export type Running =
  | { readonly kind: 'ping'; readonly program: PingProgram; readonly index: number }
  | { readonly kind: 'traceroute'; readonly program: TracerouteProgram; readonly index: number }
  | { readonly kind: 'tcpdump'; readonly program: TcpdumpProgram; readonly on: string; readonly seen: Sighted[] };

/** A lab's command, at its time. */
export interface RunEvent {
  readonly kind: 'run';
  readonly on: string;
  readonly command: string;
}

/** Its time has come: the lab is root on every machine. */
export function runHappens(network: Network, { on, command }: RunEvent, observer: Observer): void {
  const outcome = runCommand(network, on, command, 'change');
  const running = carryOut(network, on, outcome);
  network.console.push({ on, run: command, atUs: network.nowUs, output: outcome.output, running });
  observer.ran?.(on, command, outcome.output, network.nowUs);
}

/** Has a command's effect: its changes happen at once, its program starts. */
export function carryOut(network: Network, typedOn: string, outcome: Outcome): Running | undefined {
  const on = outcome.on ?? typedOn;
  for (const change of outcome.changes) schedule(network, network.nowUs, on, { kind: 'configure', change });
  return outcome.program === undefined ? undefined : start(network, on, outcome.program);
}

function start(network: Network, on: string, program: Program): Running {
  switch (program.program) {
    case 'ping': {
      const { count, intervalUs, size, ttl, from, lingerUs, deadlineUs } = program;
      startPing(network, on, program.to, { count, intervalUs, size, ttl, lingerUs, deadlineUs, source: from?.address });
      return { kind: 'ping', program, index: network.pings.length - 1 };
    }
    case 'traceroute': {
      const { to, probes: probesPerHop, firstHop, maxHops, waitUs } = program;
      scheduleTraceroute(network, { on, to, probesPerHop, firstHop, maxHops, waitUs }, network.nowUs);
      return { kind: 'traceroute', program, index: network.traceroutes.length - 1 };
    }
    case 'tcpdump':
      return { kind: 'tcpdump', program, on, seen: [] };
  }
}

/** Everything that a program has printed by now. `stopped`: it is stopped now, if it has not ended (Ctrl-C). */
export function printed(network: Network, running: Running, stopped = false): string {
  const { nowUs } = network;
  switch (running.kind) {
    case 'ping': {
      const ping = network.pings[running.index];
      if (ping?.record === undefined) return '';
      const endUs = pingEndUs(ping) ?? Number.POSITIVE_INFINITY;
      const record = stopped && endUs > nowUs ? { ...ping.record, stoppedUs: nowUs } : ping.record;
      return pingOutput(running.program, { ...ping, record }, nowUs);
    }
    case 'traceroute': {
      const trace = network.traceroutes[running.index];
      return trace === undefined ? '' : tracerouteOutput(running.program, trace, nowUs);
    }
    case 'tcpdump':
      return tcpdumpOutput(running.program, running.seen, stopped);
  }
}

/** Has it ended by itself, or been stopped? */
export function isOver(network: Network, running: Running): boolean {
  switch (running.kind) {
    case 'ping': {
      const ping = network.pings[running.index];
      return ping === undefined || (pingEndUs(ping) ?? Number.POSITIVE_INFINITY) <= network.nowUs;
    }
    case 'traceroute':
      return network.traceroutes[running.index]?.end !== undefined;
    case 'tcpdump':
      return running.seen.length >= (running.program.count ?? Number.POSITIVE_INFINITY);
  }
}

/** Ctrl-C: a ping sends no more, a traceroute waits no more. */
export function stop(network: Network, running: Running): void {
  if (isOver(network, running)) return;
  if (running.kind === 'ping') {
    const ping = network.pings[running.index];
    if (ping !== undefined) stopPing(network, ping);
  }
  if (running.kind === 'traceroute') {
    const trace = network.traceroutes[running.index];
    if (trace !== undefined) trace.end = 'max-hops';
  }
}

/** Lets running tcpdumps see what passes their cards. `all` is asked again for every frame, so programs may come and go. */
export function sightings(network: Network, all: () => readonly (Running | undefined)[]): Observer {
  const see = (device: string, port: string, frame: Frame, atUs: number, isSent: boolean): void => {
    for (const running of all()) {
      if (running?.kind !== 'tcpdump' || running.on !== device) continue;
      const { interface: name, count = Number.POSITIVE_INFINITY } = running.program;
      if (name !== undefined && name !== port && (isSent || !isSeenByBridge(network, device, name, port, frame)))
        continue;
      if (running.seen.length >= count || !isWanted(running.program.filter, frame)) continue;
      const cooked = name === undefined ? cookedOf(network, device, port, frame, isSent) : undefined;
      running.seen.push({ atUs, frame, port, cooked });
    }
  };
  return {
    // What a machine says to itself is shown once, when it comes in (libpcap: pcap-linux.c, `linux_check_direction`).
    sent: (device, port, frame, atUs) => (isLoopbackPort(port) ? undefined : see(device, port, frame, atUs, true)),
    received: (device, port, frame, atUs) => see(device, port, frame, atUs, false),
  };
}

/** A switch's bridge overhears what its ports take (Linux: `br_pass_frame_up` while somebody listens). */
function isSeenByBridge(network: Network, id: string, name: string, port: string, frame: Frame): boolean {
  const device = network.devices[id];
  return name === BRIDGE && device?.kind === 'switch' && passesPort(device, port, frame);
}

function cookedOf(network: Network, id: string, port: string, frame: Frame, isSent: boolean): Cooked | undefined {
  const machine = network.devices[id];
  const link = hasConsole(machine) ? linkNamed(network, machine, port) : undefined;
  const to = layer(frame, 'ethernet')?.header.destination;
  if (link === undefined || to === undefined) return undefined;
  const towards = isLoopbackPort(port) || to === link.mac ? 'In' : isBroadcast(to) ? 'B' : isMulticast(to) ? 'M' : 'P';
  return { interface: port, index: link.index, direction: isSent ? 'Out' : towards };
}

/** What each command of the lab has printed, the programs that still run being stopped now. */
export function consoleOutputs(
  network: Network,
): readonly { readonly on: string; readonly run: string; readonly output: string }[] {
  return network.console.map(({ on, run, output, running }) => ({
    on,
    run,
    output: output + (running === undefined ? '' : printed(network, running, true)),
  }));
}

/** How long a command sends, microseconds, as far as the line tells; a traceroute's wait for hops that do not answer is not in it. */
export function lengthOfRunUs(command: string): number {
  const words = command.trim().split(/\s+/);
  if (words[0] !== 'ping') return 0;
  const valueOf = (option: string, usual: number): number => {
    const value = Number(words[words.indexOf(option) + 1]);
    return words.includes(option) && value > 0 ? value : usual;
  };
  return Math.round((valueOf('-c', 1) - 1) * valueOf('-i', 1) * 1_000_000);
}
