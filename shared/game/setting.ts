/**
 * What somebody can set on a device in a configure puzzle: static routes on a router, VLANs on the ports of a switch. A setting becomes changes only
 * through the same check that the console's commands go through, so the form and `ip route add` are one door.
 */
import type { RuleId } from '../device/rule.ts';
import { parseIpv4 } from '../address/ipv4.ts';
import { isMalformed } from '../address/malformed.ts';
import { parseInterfaceAddress, type InterfaceAddress } from '../address/prefix.ts';
import type { Change } from '../device/change.ts';
import { isStation, type Device, type Route, type Station, type Switch } from '../device/device.ts';
import type { PortVlan } from '../device/vlan.ts';
import { kernelChanges, type WantedRoute } from '../network/console/ip-route-change.ts';
import { linkNamed } from '../network/console/links.ts';
import type { Network } from '../network/network.ts';
import type { RefusalCode } from '../refusals.ts';

export type Setting =
  | {
      readonly set: 'route';
      readonly how: 'add' | 'replace' | 'delete';
      /** "10.1.0.0/16" or "default". */
      readonly to: string;
      /** Null: the targets are on the link of `interface` themselves. */
      readonly via: string | null;
      /** Found by the gateway if it is not given. */
      readonly interface?: string;
      readonly metric?: number;
    }
  /** Null takes the port's setting away. */
  | { readonly set: 'port-vlan'; readonly port: string; readonly vlan: PortVlan | null };

/** Rows and ports that somebody can have set on one device. */
export const SETTINGS_MAX = 32;
/** IEEE 802.1Q-2018 9.6: 0 and 4095 are no VLANs. */
const VLAN_MAX = 4094;

/** The changes that a setting means on that device, or why the device refuses it. */
export function changesOf(network: Network, device: Device, setting: Setting): readonly Change[] | RefusalCode {
  if (setting.set === 'route')
    return device.kind === 'router' ? routeChanges(network, device, setting) : 'no-such-setting';
  return device.kind === 'switch' ? portChanges(device, setting) : 'no-such-setting';
}

/** The setting that a change of the console is; undefined for what cannot be set in a puzzle. */
export function settingOf(change: Change): Setting | undefined {
  if (change.set === 'port-vlan') return { set: 'port-vlan', port: change.port, vlan: change.vlan ?? null };
  if (change.set !== 'route') return undefined;
  const { how, to, via, metric, source, isOnlink = false } = change;
  if (source !== undefined || isOnlink) return undefined;
  return { set: 'route', how, to, via: via ?? null, interface: change.interface, metric };
}

function routeChanges(
  network: Network,
  router: Station,
  { how, to, via, interface: name, metric }: Extract<Setting, { set: 'route' }>,
): readonly Change[] | RefusalCode {
  const target = readTarget(to);
  const gateway = via === null ? undefined : parseIpv4(via);
  if (target === undefined || (gateway !== undefined && isMalformed(gateway))) return 'bad-address';
  const dev = name === undefined ? undefined : linkNamed(network, router, name);
  if (name !== undefined && dev === undefined) return 'no-such-setting';
  const wanted: WantedRoute = {
    to: target,
    via: gateway,
    dev,
    metric,
    isMain: true,
    source: undefined,
    protocol: undefined,
    scope: undefined,
    isOnlink: false,
  };
  const answer = kernelChanges(router, how, wanted);
  if ('output' in answer) return refusalOf(answer.output);
  // Its own subnets are no settings: without them the router could not be reached any more.
  if (answer.some((change) => isOfSubnet(router, change))) return 'no-such-route';
  return how === 'add' && ownRoutes(router).length >= SETTINGS_MAX ? 'too-many-settings' : answer;
}

function readTarget(to: string): InterfaceAddress | undefined {
  const read = parseInterfaceAddress(to === 'default' ? '0.0.0.0/0' : to);
  return isMalformed(read) ? undefined : read;
}

/** What the kernel says (net/ipv4/fib_frontend.c, fib_semantics.c), as the codes of this game. */
const KERNEL: readonly (readonly [says: RegExp, code: RefusalCode])[] = [
  [/invalid gateway/, 'invalid-gateway'],
  [/Invalid prefix/, 'host-bits-set'],
  [/File exists/, 'route-exists'],
  [/No such process/, 'no-such-route'],
];

function refusalOf(output: string): RefusalCode {
  return KERNEL.find(([says]) => says.test(output))?.[1] ?? 'no-such-setting';
}

function isOfSubnet(router: Station, change: Change): boolean {
  if (change.set !== 'route' || change.how === 'add') return false;
  return router.routes.some(
    (route) => route.from === 'connected' && route.to === change.to && route.interface === change.interface,
  );
}

function portChanges(
  device: Switch,
  { port, vlan }: Extract<Setting, { set: 'port-vlan' }>,
): readonly Change[] | RefusalCode {
  if (!device.ports.includes(port)) return 'no-such-setting';
  const numbers = vlan === null ? [] : vlan.mode === 'access' ? [vlan.vlan] : [...vlan.vlans, vlan.native ?? 1];
  if (!numbers.every((id) => Number.isInteger(id) && id >= 1 && id <= VLAN_MAX)) return 'bad-vlan';
  return [{ set: 'port-vlan', port, vlan: vlan ?? undefined }];
}

/** The routes that somebody has written, not those of the own subnets. */
export function ownRoutes(station: Station): readonly Route[] {
  return station.routes.filter((route) => route.from === 'static');
}

/** What is set on the device now. */
export function settingsOn(device: Device): readonly Setting[] {
  if (device.kind === 'switch')
    return Object.entries(device.vlans ?? {}).map(([port, vlan]) => ({ set: 'port-vlan', port, vlan }));
  if (!isStation(device)) return [];
  return ownRoutes(device).map((route) => ({
    set: 'route',
    how: 'add',
    to: route.to,
    via: route.via ?? null,
    interface: route.interface,
    metric: route.metric,
  }));
}

/** One name for what a setting is about, the same for a row however it came to be written. */
export function settingKey(setting: Setting): string {
  if (setting.set === 'port-vlan') return setting.port;
  return `${setting.to === 'default' ? '0.0.0.0/0' : setting.to} ${setting.via ?? 'direct'}`;
}

/** The rule by which it is decided. */
export function ruleOfSetting({ set }: Setting): RuleId {
  return set === 'route' ? 'router.lpm' : 'switch.vlan';
}

/** The settings that make `after` of a device that has `before`: what is too much first taken away, then what is missing written. */
export function stepsBetween(before: readonly Setting[], after: readonly Setting[]): readonly Setting[] {
  const gone = before.filter((setting) => !after.some((other) => isSame(setting, other)));
  const fresh = after.filter((setting) => !before.some((other) => isSame(setting, other)));
  return [...gone.map(takenAway), ...fresh];
}

function isSame(one: Setting, other: Setting): boolean {
  if (settingKey(one) !== settingKey(other)) return false;
  if (one.set !== 'port-vlan' || other.set !== 'port-vlan') return true;
  return JSON.stringify(one.vlan) === JSON.stringify(other.vlan);
}

function takenAway(setting: Setting): Setting {
  return setting.set === 'route' ? { ...setting, how: 'delete' } : { ...setting, vlan: null };
}
