/** What leaves the server about a configure puzzle: to everybody how far the team is, to a seat its own settings and why they have failed. */
import { isStation, type Device } from '../device/device.ts';
import { portVlan, type PortVlan } from '../device/vlan.ts';
import { deviceOf } from '../network/network.ts';
import type { Finding, FindingKind } from './blame.ts';
import { isReady, type Configuration } from './configuration.ts';
import type { Match, Seat } from './match.ts';
import { hintSubject, settingHints } from './setting-hint.ts';
import { ownRoutes } from './setting.ts';
import type { HintView } from './view.ts';

/** For everybody. */
export interface RunView {
  readonly phase: Configuration['phase'];
  /** Runs that have begun. */
  readonly runs: number;
  /** Devices that are ready. */
  readonly ready: readonly string[];
  /** What the last run has failed in: only where, not why. */
  readonly lost: readonly PublicFinding[];
}

export type PublicFinding = Pick<Finding, 'goal' | 'device' | 'isAnswer' | 'quality'> & {
  readonly why: FindingKind | 'somewhere';
};

/** For who sits there. */
export interface ConfigurationView {
  /** The routes that somebody has written, as rows that can be taken away. */
  readonly routes: readonly { readonly to: string; readonly via: string; readonly interface: string }[];
  /** Of a switch: each port's setting; null: none. */
  readonly ports: readonly { readonly port: string; readonly vlan: PortVlan | null }[];
  /** The ports of a switch can be trunks. */
  readonly hasTrunks: boolean;
  /** What bots have told of themselves; a person has to be asked. */
  readonly told: readonly ToldView[];
  /** Why the last run failed at this device. */
  readonly findings: readonly Finding[];
  readonly part: Finding['part'];
  readonly hints: readonly HintView[];
}

/** What a bot says about its device: the addresses of a router, or what it will set on the ports of a switch. */
export interface ToldView {
  readonly device: string;
  readonly addresses: readonly { readonly interface: string; readonly address: string; readonly length: number }[];
  readonly ports: readonly { readonly port: string; readonly vlan: PortVlan }[];
}

export function runView(match: Match): RunView | null {
  const { configuration } = match;
  if (configuration === null) return null;
  return {
    phase: configuration.phase,
    runs: configuration.runs,
    ready: Object.keys(match.seats).filter((device) => isReady(match, device)),
    lost: lostIn(configuration.findings),
  };
}

/** What differs only in values that are for the seat is said once. */
function lostIn(findings: readonly Finding[]): readonly PublicFinding[] {
  const lost = findings.map(({ goal, device, isAnswer, quality, why }): PublicFinding => ({
    goal,
    device,
    isAnswer,
    quality,
    // Whether it was lost or let out can be seen on the map; the rest is for the seat.
    why: why === 'leak' || why === 'loop' || why === 'circle' ? why : 'somewhere',
  }));
  const texts = lost.map((one) => JSON.stringify(one));
  return lost.filter((_one, index) => texts.indexOf(texts[index]!) === index);
}

export function configurationView(match: Match, seat: Seat): ConfigurationView | null {
  const { configuration } = match;
  if (configuration === null) return null;
  const device = deviceOf(match.network, seat.device);
  return {
    routes: isStation(device)
      ? ownRoutes(device).map((route) => ({ to: route.to, via: route.via ?? '', interface: route.interface }))
      : [],
    ports: portsOf(device),
    hasTrunks: hasTrunks(match, seat.device),
    told: Object.keys(match.seats).flatMap((other) => toldBy(match, seat.device, other) ?? []),
    findings: configuration.findings.filter((finding) => finding.device === seat.device),
    part: hintSubject(match, seat.device).part,
    hints: settingHints(match, seat),
  };
}

function portsOf(device: Device): ConfigurationView['ports'] {
  if (device.kind !== 'switch') return [];
  return device.ports.map((port) => ({
    port,
    vlan: device.vlans?.[port] === undefined ? null : (portVlan(device, port) ?? null),
  }));
}

function hasTrunks({ settings }: Match, device: string): boolean {
  return (settings[device] ?? []).some((setting) => setting.set === 'port-vlan' && setting.vlan?.mode === 'trunk');
}

/** A bot tells its colleagues everything about its device. */
function toldBy(match: Match, own: string, id: string): ToldView | undefined {
  if (id === own || match.seats[id]?.occupant !== 'bot') return undefined;
  const device = deviceOf(match.network, id);
  const addresses = isStation(device)
    ? Object.values(device.interfaces).map(({ name, address, length }) => ({ interface: name, address, length }))
    : [];
  const ports = (match.settings[id] ?? []).flatMap((setting) =>
    setting.set === 'port-vlan' && setting.vlan !== null ? [{ port: setting.port, vlan: setting.vlan }] : [],
  );
  return { device: id, addresses, ports };
}
