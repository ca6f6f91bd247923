/** The proof of a configure puzzle: what every usual mistake in a configuration leads to, and that everything that works is accepted. */
import { ipv4FromNumber, ipv4ToNumber, type Ipv4 } from '../../../shared/address/ipv4.ts';
import { networkNumber, prefix, prefixLength, prefixOf } from '../../../shared/address/prefix.ts';
import type { Station } from '../../../shared/device/device.ts';
import type { Finding } from '../../../shared/game/blame.ts';
import { isWon, type Match } from '../../../shared/game/match.ts';
import type { Puzzle } from '../../../shared/game/puzzle.ts';
import type { Setting } from '../../../shared/game/setting.ts';
import { deviceOf } from '../../../shared/network/network.ts';
import { matchWith, runTraffic, setUp } from '../game/play.ts';

type RouteSetting = Extract<Setting, { set: 'route' }>;
type PortSetting = Extract<Setting, { set: 'port-vlan' }>;

/** A configuration of one seat with one usual mistake in it, all others being right. */
export interface WrongConfiguration {
  readonly seat: string;
  readonly mistake: string;
  readonly settings: readonly Setting[];
  /** What has to be blamed. */
  readonly rules: readonly Finding['rule'][];
  readonly part: Finding['part'];
  readonly qualities: readonly Finding['quality'][];
}

/** All people at their seats; one of them sets something else. */
export function played(
  puzzle: Puzzle,
  seed: string,
  other: Readonly<Record<string, readonly Setting[]>>,
  people: readonly string[] = puzzle.seats,
): Match {
  const match = matchWith(puzzle, seed, people);
  setUp(match, (seat) => other[seat]);
  runTraffic(match);
  return match;
}

/** Every usual mistake in the configuration of a seat. */
export function wrongConfigurations(match: Match): WrongConfiguration[] {
  return match.puzzle.seats.flatMap((seat) => {
    const right = match.settings[seat] ?? [];
    const device = deviceOf(match.network, seat);
    if (device.kind === 'router') return wrongRoutes(match, device, right as readonly RouteSetting[]);
    return wrongPorts(match, seat, right as readonly PortSetting[]);
  });
}

function wrongRoutes(match: Match, router: Station, right: readonly RouteSetting[]): WrongConfiguration[] {
  const [lan] = Object.values(router.interfaces);
  if (lan === undefined) throw new Error(`${router.id} has no card`);
  const nobody = freeAddress(match, lan.address, lan.length);
  const route = { seat: router.id, part: 'route', qualities: ['broken'] } as const;
  return right.flatMap((row): WrongConfiguration[] => {
    const others = right.filter((other) => other !== row);
    const half = otherHalf(match, row.to);
    return [
      { ...route, mistake: 'a missing route', settings: others, rules: ['router.no-route'] },
      ...(half === undefined
        ? []
        : [
            {
              ...route,
              mistake: 'a prefix that is too long',
              settings: [...others, { ...row, to: half }],
              rules: ['router.no-route'] as const,
            },
          ]),
      {
        ...route,
        mistake: 'a gateway that nobody has',
        settings: [...others, { ...row, via: nobody }],
        rules: ['router.arp'],
        part: 'next-hop',
      },
      {
        ...route,
        mistake: 'a gateway that is no router',
        settings: [...others, { ...row, via: machineOf(match, router) }],
        rules: ['router.lpm'],
      },
    ];
  });
}

/** An address of the subnet that no station has. */
function freeAddress(match: Match, own: Ipv4, length: number): Ipv4 {
  const taken = new Set(
    Object.values(match.network.devices).flatMap((device) =>
      'interfaces' in device ? Object.values(device.interfaces).map(({ address }) => address) : [],
    ),
  );
  const first = networkNumber(prefixOf(own, length));
  for (let host = 1; host < 2 ** (32 - length) - 1; host++) {
    const address = ipv4FromNumber(first + host);
    if (!taken.has(address)) return address;
  }
  throw new Error(`${own}/${length} is full`);
}

/** The half of a prefix in which none of the pinged machines is; undefined where there is no such half. */
function otherHalf(match: Match, to: string): string | undefined {
  const whole = prefix(to);
  const length = prefixLength(whole) + 1;
  const halves = [0, 2 ** (32 - length)].map((at) =>
    prefixOf(ipv4FromNumber((networkNumber(whole) >>> 0) + at), length),
  );
  const hosts = Object.values(match.network.devices).flatMap((device) =>
    device.kind === 'host' ? Object.values(device.interfaces).map(({ address }) => address) : [],
  );
  const inside = (half: string) =>
    hosts.filter((address) => prefixOf(address, length) === half && ipv4ToNumber(address) > 0).length;
  if (length > 30 || halves.every((half) => inside(half) === 0)) return undefined;
  return halves.find((half) => inside(half) === 0);
}

function machineOf(match: Match, router: Station): string {
  const subnets = new Set(Object.values(router.interfaces).map(({ subnet }) => subnet));
  const host = Object.values(match.network.devices).find(
    (device) => device.kind === 'host' && Object.values(device.interfaces).some(({ subnet }) => subnets.has(subnet)),
  );
  if (host?.kind !== 'host') throw new Error(`${router.id} has no machine`);
  return Object.values(host.interfaces)[0]?.address ?? '';
}

function wrongPorts(match: Match, seat: string, right: readonly PortSetting[]): WrongConfiguration[] {
  const base = { seat, rules: ['switch.vlan'], part: 'port-vlan', qualities: ['broken', 'unsafe'] } as const;
  const idOf = ({ vlan }: PortSetting): number => (vlan?.mode === 'access' ? vlan.vlan : 1);
  const ids = [...new Set(right.map(idOf))];
  const isUplink = ({ port }: PortSetting): boolean =>
    match.network.devices[match.network.cables[seat]?.[port]?.device ?? '']?.kind === 'switch';
  const access = (setting: PortSetting, id: number): PortSetting => ({
    ...setting,
    vlan: { mode: 'access', vlan: id },
  });
  const inOther = (setting: PortSetting): PortSetting => access(setting, ids.find((id) => id !== idOf(setting)) ?? 1);
  const one = right.flatMap((setting): WrongConfiguration[] => {
    const others = right.filter((other) => other !== setting);
    const where = isUplink(setting) ? 'an uplink' : 'a port';
    return [
      { ...base, mistake: `${where} left in VLAN 1`, settings: others },
      { ...base, mistake: `${where} in the wrong VLAN`, settings: [...others, inOther(setting)] },
    ];
  });
  const swapped = right.map((setting) => (isUplink(setting) ? inOther(setting) : setting));
  return [
    ...one,
    { ...base, mistake: 'the uplinks swapped', settings: swapped },
    { ...base, mistake: 'both tenants in one VLAN', settings: right.map((it) => access(it, ids[0] ?? 1)) },
    { ...base, mistake: 'nothing set', settings: [] },
  ];
}

/** What is wrong with what the game says about a wrong configuration. */
export function mistakeIsBlamed(puzzle: Puzzle, seed: string, wrong: WrongConfiguration): string[] {
  const match = played(puzzle, seed, { [wrong.seat]: wrong.settings });
  const where = `${puzzle.id} "${seed}" ${wrong.seat}: ${wrong.mistake} (${JSON.stringify(wrong.settings)})`;
  if (isWon(match)) return [`${where} goes unnoticed`];
  const { findings = [] } = match.configuration ?? {};
  const seat = match.seats[wrong.seat];
  const faults = findings.flatMap(({ device, rule, part, quality, why, facts }) =>
    device === wrong.seat && wrong.rules.includes(rule) && part === wrong.part && wrong.qualities.includes(quality)
      ? []
      : [`${where} is blamed on ${device}: ${rule} ${part} ${quality} (${why} ${JSON.stringify(facts)})`],
  );
  const counted = (seat?.counts.broken ?? 0) + (seat?.counts.unsafe ?? 0);
  if (findings.length === 0) faults.push(`${where} is blamed on nobody`);
  if (counted !== 1) faults.push(`${where} counts as ${counted} mistakes`);
  for (const other of puzzle.seats.filter((id) => id !== wrong.seat)) {
    const counts = match.seats[other]?.counts;
    if (counts !== undefined && counts.broken + counts.unsafe > 0) faults.push(`${where} is counted at ${other}`);
  }
  return faults;
}
