/** Which cards share a wire: found by following cables through hubs that have a rate, and half-duplex cables. */
import type { CableEnd } from './link.ts';
import { timeOfBitsUs } from '../wire/physical.ts';
import type { Medium, Transceiver } from './medium.ts';
import type { Network } from './network.ts';

/** Longest cable that a lab does not give a delay of its own, in bit times: 500 m at 10 Mbit/s (IEEE 802.3 10.3.1.1: four hubs fit in a slot time). */
const CABLE_BITS = 25;

/** A wire on which nobody has sent yet has been silent for long enough, microseconds. */
const LONG_AGO_US = -1_000_000_000;

/** The delay of a cable on a shared medium if its lab does not say, microseconds. */
export function mediumDelayUs(bitsPerSecond: number): number {
  return timeOfBitsUs(CABLE_BITS, bitsPerSecond);
}

/** Finds all shared media anew and joins the cards to them; called when cables have been plugged. What was being sent on them is lost. */
export function formMediums(network: Network): void {
  for (const name of Object.keys(network.mediums)) delete network.mediums[name];
  for (const [device, ports] of Object.entries(network.cables)) {
    for (const [port, end] of Object.entries(ports)) {
      end.medium = undefined;
      if (isHubWithRate(network, device) || !isShared(network, end) || joined(network, `${device}.${port}`)) continue;
      form(network, device, port, end);
    }
  }
  for (const [name, medium] of Object.entries(network.mediums)) {
    for (const { device, port } of Object.values(medium.transceivers)) {
      const end = network.cables[device]?.[port];
      if (end !== undefined) end.medium = name;
    }
  }
}

function joined(network: Network, at: string): boolean {
  return Object.values(network.mediums).some((medium) => medium.transceivers[at] !== undefined);
}

function isHubWithRate(network: Network, id: string): boolean {
  const device = network.devices[id];
  return device?.kind === 'hub' && device.bitsPerSecond > 0;
}

function isShared(network: Network, end: CableEnd): boolean {
  return end.halfDuplex || isHubWithRate(network, end.device);
}

/** The medium that this card is on; it is named after the first of its cards. */
function form(network: Network, device: string, port: string, end: CableEnd): void {
  const first = `${device}.${port}`;
  const cards = [first, ...Object.keys(reach(network, device, port))];
  const transceivers: Record<string, Transceiver> = {};
  const delaysUs: Record<string, Record<string, number>> = {};
  for (const at of cards) {
    const dot = at.indexOf('.');
    const own = { device: at.slice(0, dot), port: at.slice(dot + 1) };
    transceivers[at] = {
      ...own,
      frames: [],
      state: 'idle',
      heard: 0,
      quietSinceUs: LONG_AGO_US,
      collisions: 0,
      heardSinceUs: LONG_AGO_US,
      busyUs: { from: LONG_AGO_US, until: LONG_AGO_US },
      byHand: false,
      plan: 0,
    };
    delaysUs[at] = reach(network, own.device, own.port);
  }
  const hub = network.devices[end.device];
  const bitsPerSecond = hub?.kind === 'hub' && hub.bitsPerSecond > 0 ? hub.bitsPerSecond : end.bitsPerSecond;
  const medium: Medium = { bitsPerSecond, transceivers, delaysUs, signals: [] };
  network.mediums[first] = medium;
}

/** All other cards that hear what leaves by this port, and after how long, microseconds. A hub repeats to every other port. */
function reach(network: Network, device: string, port: string): Record<string, number> {
  const delays: Record<string, number> = {};
  const open: { device: string; port: string; delayUs: number }[] = [{ device, port, delayUs: 0 }];
  const passed = new Set<string>();
  for (let from = open.shift(); from !== undefined; from = open.shift()) {
    const end = network.cables[from.device]?.[from.port];
    if (end === undefined || !end.up) continue;
    const delayUs = from.delayUs + end.delayUs;
    const hub = network.devices[end.device];
    if (hub?.kind !== 'hub' || hub.bitsPerSecond === 0) {
      delays[`${end.device}.${end.port}`] = delayUs;
      continue;
    }
    if (passed.has(hub.id)) continue;
    passed.add(hub.id);
    for (const out of hub.ports) if (out !== end.port) open.push({ device: hub.id, port: out, delayUs });
  }
  return delays;
}
