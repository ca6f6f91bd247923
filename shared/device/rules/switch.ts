/**
 * What a transparent bridge must do (IEEE 802.1D 7.7, 7.8).
 *
 * switch.learn: write down the source address of every frame and the port it came in by.
 * switch.forward: a known unicast goes out of that one port. switch.filter: nowhere, if that is where it came from.
 * switch.flood: what is not in the table, and broadcast, goes out of every other port. The last three are one question with three cases.
 * With VLANs all this holds inside the frame's VLAN (a port of another one breaks switch.vlan); and a port that is down or blocked is no way out.
 */
import type { Mac } from '../../address/mac.ts';
import type { Switch } from '../device.ts';
import { lookupMac, macRows, portOfMac } from '../macs.ts';
import type { Facts, Point, Quality, RuleId } from '../rule.ts';
import type { StpPortState } from '../stp.ts';
import { isMember, NO_VLAN } from '../vlan.ts';

/** The switch, the frame's two addresses, the port it came in by, and its VLAN (NO_VLAN on a switch that does not look at tags). */
type Heard = [device: Switch, source: Mac, destination: Mac, port: string, vlan: number];

const heardFacts = (device: Switch, source: Mac, destination: Mac, port: string, vlan: number): Facts => ({
  source,
  destination,
  port,
  ...vlanFact(vlan),
  table: macRows(device),
});

function vlanFact(vlan: number): Facts {
  return vlan === NO_VLAN ? {} : { vlan };
}

export const learn: Point<Heard> = {
  part: 'learn',
  rule: () => 'switch.learn',
  expected: () => 'source',
  choices: () => ['source', 'destination', 'nothing'],
  facts: heardFacts,
  quality: (played) => (played === 'nothing' ? 'wasteful' : 'broken'),
};

export const learnPort: Point<Heard> = {
  part: 'learn-port',
  rule: () => 'switch.learn',
  expected: (_device, _source, _destination, port) => port,
  choices: (device) => device.ports,
  facts: heardFacts,
  quality: () => 'broken',
};

/** The switch, the frame's destination, the port it came in by, and its VLAN. */
type Passing = [device: Switch, destination: Mac, port: string, vlan: number];

/** "Is the destination in your table?": the thought behind the ports. */
export const lookup: Point<Passing> = {
  part: 'lookup',
  rule: (device, destination, _port, vlan) =>
    lookupMac(device, destination, vlan).kind === 'known' ? 'switch.forward' : 'switch.flood',
  expected: (device, destination, _port, vlan) => lookupMac(device, destination, vlan).kind,
  choices: () => ['known', 'unknown', 'broadcast'],
  facts: passingFacts,
  quality: () => 'wasteful',
};

export const ports: Point<Passing> = {
  part: 'ports',
  many: true,
  rule: ruleOf,
  blames: (played, device, destination, port, vlan) =>
    crosses(played, device, vlan) ? 'switch.vlan' : ruleOf(device, destination, port, vlan),
  expected: (device, destination, port, vlan) => expectedPorts(device, destination, port, vlan).join(' '),
  choices: (device) => device.ports,
  facts: passingFacts,
  quality: (played, device, destination, port, vlan): Quality => {
    if (crosses(played, device, vlan)) return 'unsafe';
    const chosen = played.split(' ');
    // A copy through a blocked port closes the loop that the tree has cut.
    if (blockedPorts(device).some((closed) => chosen.includes(closed))) return 'broken';
    const expected = expectedPorts(device, destination, port, vlan);
    return expected.every((needed) => chosen.includes(needed)) ? 'wasteful' : 'broken';
  },
};

/** Is one of the ports in another VLAN? */
function crosses(played: string, device: Switch, vlan: number): boolean {
  return played !== '' && played.split(' ').some((port) => !isMember(device, port, vlan));
}

function ruleOf(device: Switch, destination: Mac, port: string, vlan: number): RuleId {
  const known = portOfMac(device, destination, vlan);
  if (known === undefined) return 'switch.flood';
  return known === port ? 'switch.filter' : 'switch.forward';
}

/** Where a frame has to go: to its one port if that is known, else to every other port; nowhere that is closed, and not back. */
export function expectedPorts(device: Switch, destination: Mac, port: string, vlan: number): readonly string[] {
  const known = portOfMac(device, destination, vlan);
  if (known === undefined) return floodPorts(device, port, vlan);
  return known !== port && isOpen(device, known, vlan) ? [known] : [];
}

function passingFacts(device: Switch, destination: Mac, port: string, vlan: number): Facts {
  const found = lookupMac(device, destination, vlan);
  return {
    destination,
    port,
    ...vlanFact(vlan),
    lookup: found.kind,
    at: found.kind === 'known' ? found.port : '',
    others: floodPorts(device, port, vlan),
    foreign: device.ports.filter((name) => !isMember(device, name, vlan)),
    blocked: blockedPorts(device),
    table: macRows(device),
  };
}

/** Every open port but the one it came in by, in the device's order. */
export function floodPorts(device: Switch, cameInBy: string, vlan: number): readonly string[] {
  const found: string[] = [];
  for (let index = 0; index < device.ports.length; index++) {
    const port = device.ports[index] as string;
    if (port !== cameInBy && isOpen(device, port, vlan)) found.push(port);
  }
  return found;
}

/** Ports with a link that the spanning tree has closed. */
export function blockedPorts(device: Switch): readonly string[] {
  const { stp } = device;
  return stp === undefined ? [] : device.ports.filter((port) => BLOCKED.has(stp.ports[port]?.state ?? 'disabled'));
}

const BLOCKED: ReadonlySet<StpPortState> = new Set(['blocking', 'listening', 'learning']);

/** Does the port send frames of that VLAN? It has to have a link, to belong to the VLAN, and to be in the tree if there is one. */
function isOpen(device: Switch, port: string, vlan: number): boolean {
  if (device.down[port] === true || !isMember(device, port, vlan)) return false;
  return device.stp === undefined || device.stp.ports[port]?.state === 'forwarding';
}
