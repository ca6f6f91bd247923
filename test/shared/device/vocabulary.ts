/** Words for tests of devices: who is there, what comes in, and what must go out. A test says only what it is about. */
import { expect } from 'vitest';
import { type Ipv4, ipv4 as address } from '../../../shared/address/ipv4.ts';
import { mac } from '../../../shared/address/mac.ts';
import { act } from '../../../shared/device/decision.ts';
import type { Device, Hub, Station, Switch } from '../../../shared/device/device.ts';
import type { Action, Datagram, DeviceEvent } from '../../../shared/device/event.ts';
import { buildNetwork, type LabDevice, type LabRoute } from '../../../shared/network/lab.ts';
import { buildFrame, type Frame, layer, type LayerSpec, parseFrame } from '../../../shared/wire/frame.ts';

export const A = { mac: mac('02:00:00:00:00:0a'), ip: address('192.168.1.1') };
export const B = { mac: mac('02:00:00:00:00:0b'), ip: address('192.168.1.2') };
export const C = { mac: mac('02:00:00:00:00:0c'), ip: address('192.168.1.3') };
/** The gateway's two sides. */
export const R1 = { mac: mac('02:00:00:00:00:11'), ip: address('192.168.1.254') };
export const R2 = { mac: mac('02:00:00:00:00:12'), ip: address('192.168.2.254') };
export const FAR = { mac: mac('02:00:00:00:00:0f'), ip: address('192.168.2.2') };
export const EVERYBODY = mac('ff:ff:ff:ff:ff:ff');
export const NOBODY = mac('00:00:00:00:00:00');

type Known = Readonly<Record<string, string>>;

/** Host A, whose gateway is R1. */
export function hostA(known: Known = {}): Station {
  const card = { mac: A.mac, ipv4: `${A.ip}/24` };
  return build({ kind: 'host', interfaces: { eth0: card }, routes: [{ to: 'default', via: R1.ip }], neigh: known });
}

/** A router between A's subnet (eth0) and FAR's (eth1), with more routes if wanted. */
export function routerR(known: Known = {}, routes: readonly LabRoute[] = []): Station {
  const interfaces = { eth0: { mac: R1.mac, ipv4: `${R1.ip}/24` }, eth1: { mac: R2.mac, ipv4: `${R2.ip}/24` } };
  return build({ kind: 'router', interfaces, routes, neigh: known });
}

export function switchOf(...ports: string[]): Switch {
  const device = build<Switch>({ kind: 'switch', ports: Object.fromEntries(ports.map((port) => [port, {}])) });
  // As if each port had a cable.
  return { ...device, down: {} };
}

export function hubOf(...ports: string[]): Hub {
  const device = build<Hub>({ kind: 'hub', ports: Object.fromEntries(ports.map((port) => [port, {}])) });
  return { ...device, down: {} };
}

function build<Kind extends Device>(device: LabDevice): Kind {
  return buildNetwork({ devices: { X: device } }).devices['X'] as Kind;
}

/** The header fields that a test cares about. */
type Fields = Readonly<Record<string, string | number>>;
export type Layer = readonly [protocol: 'ethernet' | 'arp' | 'ipv4' | 'icmp', fields: Fields];
export const ethernet = (fields: Fields): Layer => ['ethernet', fields];
export const arp = (fields: Fields): Layer => ['arp', fields];
export const ipv4 = (fields: Fields): Layer => ['ipv4', fields];
export const icmp = (fields: Fields): Layer => ['icmp', fields];

/** Exactly these layers' fields, and a frame that parses without a fault, its lengths and checksums included. */
export function expectFrame(frame: Frame | undefined, ...layers: Layer[]): void {
  expect(frame, 'a frame').toBeDefined();
  const parsed = parseFrame(frame?.bytes ?? new Uint8Array());
  expect(parsed.malformed).toBeUndefined();
  expect(parsed.layers).toEqual(frame?.layers);
  for (const [protocol, fields] of layers) expect(layer(parsed, protocol)?.header).toMatchObject(fields);
}

export function whoHas(from: { mac: string; ip: string }, target: string, to: string = EVERYBODY): Frame {
  return arpFrame(1, from, { mac: NOBODY, ip: target }, to);
}

export function isAt(from: { mac: string; ip: string }, to: { mac: string; ip: string }): Frame {
  return arpFrame(2, from, to, to.mac);
}

function arpFrame(
  operation: number,
  from: { mac: string; ip: string },
  target: { mac: string; ip: string },
  to: string,
) {
  return buildFrame(
    { protocol: 'ethernet', header: { destination: mac(to), source: mac(from.mac) } },
    {
      protocol: 'arp',
      header: {
        operation,
        senderMac: mac(from.mac),
        senderIp: address(from.ip),
        targetMac: mac(target.mac),
        targetIp: address(target.ip),
      },
    },
  );
}

interface Echo {
  readonly from: { mac: string; ip: string };
  readonly toMac: string;
  readonly to: string;
  readonly type?: 0 | 8;
  readonly ttl?: number;
}

export function echo({ from, toMac, to, type = 8, ttl = 64 }: Echo): Frame {
  return packet({ from, toMac, to, ttl }, { protocol: 'icmp', header: { type, code: 0, identifier: 7, sequence: 3 } });
}

/** An error about some packet that FAR once got. */
export function errorFrame({ from, toMac, to, ttl = 64 }: Echo): Frame {
  const inner = echo({ from: FAR, toMac: A.mac, to: A.ip });
  const quoted = { protocol: 'data', bytes: inner.bytes.slice(14) } as const;
  return packet({ from, toMac, to, ttl }, { protocol: 'icmp', header: { type: 11, code: 0 } }, quoted);
}

function packet({ from, toMac, to, ttl = 64 }: Echo, ...rest: LayerSpec[]): Frame {
  return buildFrame(
    { protocol: 'ethernet', header: { destination: mac(toMac), source: mac(from.mac) } },
    { protocol: 'ipv4', header: { ttl, source: address(from.ip), destination: address(to) } },
    ...rest,
    ...(rest.length === 1 ? [{ protocol: 'data', bytes: new Uint8Array(56).fill(0xa5) } as const] : []),
  );
}

export function ping(to: Ipv4 | string, ttl = 64): DeviceEvent {
  const datagram: Datagram = {
    destination: to as Ipv4,
    source: undefined,
    ttl,
    dscp: 0,
    dontFragment: true,
    icmp: { type: 8, code: 0, identifier: 7, sequence: 1 },
    data: new Uint8Array(56),
  };
  return { kind: 'originate', datagram };
}

export function arrival(port: string, frame: Frame): DeviceEvent {
  return { kind: 'frame', port, frame };
}

/** What the device says to itself with the event, as its loopback interface hands it back. */
export function loopedBack(device: Device, event: DeviceEvent): DeviceEvent {
  const { sends } = acts(device, event);
  const [said] = sends;
  if (said?.port !== 'lo' || sends.length > 1) throw new Error('nothing for lo alone');
  return arrival('lo', said.frame);
}

/** What the device does by the rules, and the frames that it sends, each with its port. */
export function acts(device: Device, event: DeviceEvent) {
  const actions = act(device, event);
  const sends = actions.flatMap((action) => (action.do === 'send' ? [action] : []));
  return { actions, sends, ports: sends.map((send) => send.port), frame: sends[0]?.frame };
}

export function does<Do extends Action['do']>(actions: readonly Action[], what: Do): Extract<Action, { do: Do }>[] {
  return actions.filter((action): action is Extract<Action, { do: Do }> => action.do === what);
}
