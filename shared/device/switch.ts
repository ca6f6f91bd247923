/**
 * A switch: learns from the source and sends by the destination (IEEE 802.1D 7.5 to 7.8). It changes nothing in a frame but, with VLANs, the
 * tag (IEEE 802.1Q 8.6).
 */
import { isMulticast, type Mac } from '../address/mac.ts';
import { fcsIsRight, layer, untagFrame, type Frame } from '../wire/frame.ts';
import type { Change } from './change.ts';
import type { Switch } from './device.ts';
import type { Action, DeviceEvent, DropReason } from './event.ts';
import { reference, type Mind } from './rule.ts';
import { intake } from './rules/switch.blocked.ts';
import { expectedPorts, learn, learnPort, lookup, ports } from './rules/switch.ts';
import { NO_MEMBER, tags, vlan as vlanPoint } from './rules/switch.vlan.ts';
import { BRIDGE_GROUP_ADDRESS, isReserved } from './stp-bpdu.ts';
import { begin, expire, linkChanged, receive, setEnabled, setPriority } from './stp-operation.ts';
import { leavesTagged, NO_VLAN, taggedFrame, vlanOf } from './vlan.ts';

export function decideSwitch(device: Switch, event: DeviceEvent, mind: Mind): readonly Action[] {
  if (event.kind !== 'frame') return notAFrame(device, event);
  const { port, frame } = event;
  const ethernet = layer(frame, 'ethernet');
  if (ethernet === undefined) return drop('not-understood');
  if (!fcsIsRight(frame)) return drop('bad-fcs');
  if (device.down[port] === true) return drop('link-down');
  const { source, destination } = ethernet.header;
  if (isMulticast(destination) && isReserved(destination)) {
    if (destination === BRIDGE_GROUP_ADDRESS && device.stp?.enabled === true)
      return receive(device, port, frame, mind) ?? drop('not-understood');
    if (destination !== BRIDGE_GROUP_ADDRESS || !passesBpdus(device)) return drop('not-for-me');
  }
  const taken = device.stp === undefined ? 'forward' : mind.ask(intake, device, port, source);
  if (taken === 'nothing') return drop('blocked');
  const vlan = takenInto(device, port, frame, mind);
  if (vlan === undefined) return drop('wrong-vlan');
  const rows = learnRow(device, source, destination, port, vlan, mind);
  return rows.concat(taken === 'learn' ? drop('blocked') : pass(device, event, destination, vlan, mind));
}

/**
 * What bridges say to each other stays between neighbours (IEEE 802.1D 7.12.6), and Open vSwitch sees to that. But as in Linux, a plain switch
 * without the protocol passes it on like any multicast, or a loop through it would go unnoticed.
 */
function passesBpdus(device: Switch): boolean {
  return device.vlans === undefined;
}

/** Does a port take that frame, and not only to read what bridges say? */
export function passesPort(device: Switch, port: string, frame: Frame): boolean {
  const to = layer(frame, 'ethernet')?.header.destination;
  if (to === undefined || !fcsIsRight(frame) || device.down[port] === true) return false;
  const state = device.stp?.ports[port]?.state ?? 'forwarding';
  return !(isMulticast(to) && isReserved(to)) && (state === 'forwarding' || state === 'learning');
}

function drop(why: DropReason): readonly Action[] {
  return [{ do: 'drop', why }];
}

/** The VLAN into which the frame is taken; undefined: into none. */
function takenInto(device: Switch, port: string, frame: Frame, mind: Mind): number | undefined {
  if (mind === reference || device.vlans === undefined) return vlanOf(device, port, frame);
  const taken = mind.ask(vlanPoint, device, port, frame);
  return taken === NO_MEMBER ? undefined : Number(taken);
}

/** A group address never is a source; a row for one would catch every broadcast (IEEE 802.1D 7.8). */
function learnRow(
  device: Switch,
  source: Mac,
  destination: Mac,
  port: string,
  vlan: number,
  mind: Mind,
): readonly Action[] {
  // What follows the rules alone need not be asked.
  if (mind === reference) return isMulticast(source) ? [] : [learned(source, port, vlan)];
  const which = mind.ask(learn, device, source, destination, port, vlan);
  const atPort = mind.ask(learnPort, device, source, destination, port, vlan);
  if (which === 'nothing') return [];
  const mac = which === 'destination' ? destination : source;
  return isMulticast(mac) ? [] : [learned(mac, atPort, vlan)];
}

function learned(mac: Mac, port: string, vlan: number): Action {
  return vlan === NO_VLAN ? { do: 'learn-mac', mac, port } : { do: 'learn-mac', mac, port, vlan };
}

function pass(
  device: Switch,
  { port, frame }: Extract<DeviceEvent, { kind: 'frame' }>,
  destination: Mac,
  vlan: number,
  mind: Mind,
): readonly Action[] {
  const out =
    mind === reference
      ? expectedPorts(device, destination, port, vlan)
      : chosenPorts(device, destination, port, vlan, mind);
  const withTag = vlan === NO_VLAN ? [] : taggedPorts(device, out, vlan, mind);
  if (out.length === 0) return drop('same-port');
  if (vlan !== NO_VLAN) return inVlan(out, withTag, vlan, frame);
  return out.map((name) => ({ do: 'send', port: name, frame }));
}

function chosenPorts(device: Switch, destination: Mac, port: string, vlan: number, mind: Mind): readonly string[] {
  mind.ask(lookup, device, destination, port, vlan);
  return portsOf(mind.ask(ports, device, destination, port, vlan));
}

/** The ports by which the frame leaves with its tag. Asked also where it leaves by none, or the question would tell that. */
function taggedPorts(device: Switch, out: readonly string[], vlan: number, mind: Mind): readonly string[] {
  if (mind === reference) return out.filter((port) => leavesTagged(device, port, vlan));
  return portsOf(mind.ask(tags, device, vlan, out));
}

function portsOf(played: string): readonly string[] {
  return played === '' ? [] : played.split(' ');
}

/** The frame with the tag and without it, each made once, if anybody needs it. */
function inVlan(out: readonly string[], withTag: readonly string[], vlan: number, frame: Frame): readonly Action[] {
  let tagged: Frame | undefined;
  let untagged: Frame | undefined;
  return out.map((port) => {
    const sent = withTag.includes(port) ? (tagged ??= taggedFrame(frame, vlan)) : (untagged ??= untagFrame(frame));
    return { do: 'send', port, frame: sent };
  });
}

function notAFrame(device: Switch, event: Exclude<DeviceEvent, { kind: 'frame' }>): readonly Action[] {
  switch (event.kind) {
    case 'start':
      return device.stp === undefined ? [] : begin(device);
    case 'stp-timer':
      return expire(device, event.timer);
    case 'carrier':
      return [{ do: 'set-carrier', port: event.port, up: event.up }, ...linkChanged(device, event.port, event.up)];
    case 'configure':
      return [{ do: 'configure', change: event.change }, ...treeConfigured(device, event.change)];
    default:
      return [];
  }
}

function treeConfigured(device: Switch, change: Change): readonly Action[] {
  switch (change.set) {
    case 'link':
      return linkChanged(device, change.port, change.up);
    case 'stp':
      return setEnabled(device, change.on);
    case 'stp-priority':
      return setPriority(device, change.priority);
    default:
      return [];
  }
}
