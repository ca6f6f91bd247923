/** The only writer of device state: carries out actions, the same for players, bots and the reference. */
import type { Ipv4 } from '../address/ipv4.ts';
import type { Frame } from '../wire/frame.ts';
import { applyChange } from './apply-change.ts';
import { ageTranslations, applyTranslation } from './apply-nat.ts';
import { applyLinkState, setLinkStateClock } from './apply-ospf.ts';
import { ageSwitch, applyToSwitch } from './apply-switch.ts';
import { ageTunnel, learnTunnel } from './apply-vxlan.ts';
import type { Device, Neighbor, Station } from './device.ts';
import { isStation } from './device.ts';
import type { Action, DeviceEvent } from './event.ts';
import { ARP_RETRY_US, forgetFailed, HELD_MAX } from './neighbors.ts';

/** What an action causes outside the tables. */
export interface Effects {
  sends: readonly { readonly port: string; readonly frame: Frame }[];
  /** Happen to the same device right after this event, in order. */
  next: readonly DeviceEvent[];
  timers: readonly { readonly afterUs: number; readonly event: DeviceEvent }[];
  /** Frames handed up to the own stack. */
  delivered: readonly Frame[];
}

const NONE: readonly never[] = [];

/** The list with one more. Most lists stay at one, for which `push` would make room for seventeen, with every frame. */
function and<T>(list: readonly T[], item: T): readonly T[] {
  if (list.length === 0) return [item];
  (list as T[]).push(item);
  return list;
}

/** Carries out the actions in their order and returns their effects. `nowUs` is simulated time, microseconds. */
export function apply(device: Device, actions: readonly Action[], nowUs: number): Effects {
  const effects: Effects = { sends: NONE, next: NONE, timers: NONE, delivered: NONE };
  for (const action of actions) applyOne(device, action, nowUs, effects);
  return effects;
}

/** What is too old at this time leaves the tables, before anything is decided with them. */
export function ageTables(device: Device, nowUs: number): void {
  if (device.kind === 'switch') ageSwitch(device, nowUs);
  else if (isStation(device)) {
    if (device.nat !== undefined) ageTranslations(device, nowUs);
    if (device.tunnel !== undefined) ageTunnel(device.tunnel, nowUs);
    if (device.ospf !== undefined) setLinkStateClock(device.ospf, nowUs);
  }
}

function applyOne(device: Device, action: Action, nowUs: number, effects: Effects): void {
  switch (action.do) {
    case 'drop':
    // The wire's part: network.ts.
    case 'access':
    case 'back-off':
      return;
    case 'deliver':
      effects.delivered = and(effects.delivered, action.frame);
      return;
    case 'send':
      // Packets that an action before this one has released leave first, as in Linux (`neigh_update`, then `arp_send`).
      if (effects.next.length === 0) effects.sends = and(effects.sends, action);
      else effects.next = and(effects.next, { kind: 'transmit', port: action.port, frame: action.frame });
      return;
    case 'originate':
      effects.next = and(effects.next, { kind: 'originate', datagram: action.datagram });
      return;
    case 'learn-mac':
    case 'set-spanning-tree':
      if (device.kind === 'switch') applyToSwitch(device, action, nowUs);
      return;
    case 'learn-tunnel':
      if (isStation(device) && device.tunnel !== undefined)
        learnTunnel(device.tunnel, action.mac, action.vni, action.place, nowUs);
      return;
    case 'remember-translation':
    case 'use-translation':
    case 'forget-translation':
      if (isStation(device)) applyTranslation(device, action, nowUs);
      return;
    case 'set-link-state':
      if (isStation(device)) applyLinkState(device, action);
      return;
    case 'start-timer':
      effects.timers = and(effects.timers, action);
      return;
    case 'set-carrier':
    case 'configure':
      applyChange(device, action, effects);
      return;
    default:
      if (isStation(device)) applyNeighbor(device, action, effects);
  }
}

type NeighborAction = Extract<
  Action,
  { do: 'learn-neighbor' | 'hold' | 'ask-again' | 'forget-neighbor' | 'number-packet' }
>;

function applyNeighbor(station: Station, action: NeighborAction, effects: Effects): void {
  if (action.do === 'number-packet') {
    station.nextIdentification = (station.nextIdentification + 1) & 0xffff;
    return;
  }
  const table = (station.neighbors[action.interface] ??= {});
  switch (action.do) {
    case 'learn-neighbor': {
      const row = table[action.address];
      forgetFailed(station, action.interface, action.address);
      if (row?.state !== 'permanent') table[action.address] = { state: 'reachable', mac: action.mac };
      if (row?.state === 'incomplete') release(action, row, effects);
      return;
    }
    case 'hold':
      hold(station, table, action, effects);
      return;
    case 'ask-again': {
      const row = table[action.nextHop];
      if (row?.state === 'incomplete') startTimer(action, row.round, action.asked, effects);
      return;
    }
    case 'forget-neighbor':
      delete table[action.nextHop];
      station.failed[action.interface] = [...(station.failed[action.interface] ?? []), action.nextHop];
  }
}
function release(
  action: Extract<Action, { do: 'learn-neighbor' }>,
  row: Extract<Neighbor, { state: 'incomplete' }>,
  effects: Effects,
): void {
  for (const held of row.held) {
    const resolved: DeviceEvent = { kind: 'resolved', interface: action.interface, nextHop: action.address, held };
    effects.next = and(effects.next, resolved);
  }
}

function hold(
  station: Station,
  table: Record<string, Neighbor>,
  action: Extract<Action, { do: 'hold' }>,
  effects: Effects,
): void {
  const row = table[action.nextHop];
  if (row?.state === 'incomplete') {
    table[action.nextHop] = { ...row, held: [...row.held, action.held].slice(-HELD_MAX) };
    return;
  }
  forgetFailed(station, action.interface, action.nextHop);
  const round = station.nextRound++;
  table[action.nextHop] = { state: 'incomplete', round, held: [action.held] };
  if (action.ask) startTimer(action, round, 1, effects);
}

function startTimer(at: { interface: string; nextHop: Ipv4 }, round: number, asked: number, effects: Effects): void {
  const { interface: name, nextHop } = at;
  const event: DeviceEvent = { kind: 'arp-timer', interface: name, nextHop, round, asked };
  effects.timers = and(effects.timers, { afterUs: ARP_RETRY_US, event });
}
