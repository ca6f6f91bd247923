/**
 * What a transparent bridge must do (IEEE 802.1D 7.7, 7.8).
 *
 * switch.learn: write down the source address of every frame and the port it came in by.
 * switch.forward: a known unicast goes out of that one port. switch.filter: nowhere, if that is where it came from.
 * switch.flood: what is not in the table, and broadcast, goes out of every other port. The last three are one question with three cases.
 */
import type { Mac } from '../../address/mac.ts';
import type { Hub, Switch } from '../device.ts';
import { lookupMac, macRows } from '../macs.ts';
import type { Facts, Point, Quality, RuleId } from '../rule.ts';

/** The switch, the frame's two addresses, and the port it came in by. */
type Heard = [device: Switch, source: Mac, destination: Mac, port: string];

const heardFacts = (device: Switch, source: Mac, destination: Mac, port: string): Facts => ({
  source,
  destination,
  port,
  table: macRows(device),
});

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

/** The switch, the frame's destination, and the port it came in by. */
type Passing = [device: Switch, destination: Mac, port: string];

/** "Is the destination in your table?": the thought behind the ports. */
export const lookup: Point<Passing> = {
  part: 'lookup',
  rule: (device, destination) => (lookupMac(device, destination).kind === 'known' ? 'switch.forward' : 'switch.flood'),
  expected: (device, destination) => lookupMac(device, destination).kind,
  choices: () => ['known', 'unknown', 'broadcast'],
  facts: passingFacts,
  quality: () => 'wasteful',
};

export const ports: Point<Passing> = {
  part: 'ports',
  many: true,
  rule: ruleOf,
  expected: (device, destination, port) => expectedPorts(device, destination, port).join(' '),
  choices: (device) => device.ports,
  facts: passingFacts,
  quality: (played, device, destination, port): Quality => {
    const chosen = played.split(' ');
    return expectedPorts(device, destination, port).every((needed) => chosen.includes(needed)) ? 'wasteful' : 'broken';
  },
};

function ruleOf(device: Switch, destination: Mac, port: string): RuleId {
  const found = lookupMac(device, destination);
  if (found.kind !== 'known') return 'switch.flood';
  return found.port === port ? 'switch.filter' : 'switch.forward';
}

function expectedPorts(device: Switch, destination: Mac, port: string): readonly string[] {
  const found = lookupMac(device, destination);
  if (found.kind !== 'known') return floodPorts(device, port);
  return found.port === port ? [] : [found.port];
}

function passingFacts(device: Switch, destination: Mac, port: string): Facts {
  const found = lookupMac(device, destination);
  return {
    destination,
    port,
    lookup: found.kind,
    at: found.kind === 'known' ? found.port : '',
    others: floodPorts(device, port),
    table: macRows(device),
  };
}

/** Every port but the one it came in by, in the device's order. */
export function floodPorts(device: Switch | Hub, cameInBy: string): readonly string[] {
  return device.ports.filter((port) => port !== cameInBy);
}
