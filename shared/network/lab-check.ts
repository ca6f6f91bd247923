/** What a lab's values mean: addresses, names, cables, routes and traffic that fit together, as a real Linux would take them. */
import { type Ipv4, ipv4ToNumber, parseIpv4 } from '../address/ipv4.ts';
import { isMulticast, type Mac, parseMac } from '../address/mac.ts';
import { isMalformed, type Malformed } from '../address/malformed.ts';
import {
  broadcastAddressOf,
  contains,
  type InterfaceAddress,
  parseInterfaceAddress,
  parsePrefix,
  type Prefix,
  prefixOf,
} from '../address/prefix.ts';
import type { Lab, LabMistake, LabRoute, LabStation } from './lab-format.ts';

/** The first mistake of a lab of the right shape, if there is one. */
export function checkLab(lab: Lab): LabMistake | undefined {
  return first(
    Object.entries(lab.devices).map(([id, device]) => () => {
      const path = `devices.${id}`;
      const names = Object.keys('ports' in device ? device.ports : device.interfaces);
      const table = 'ports' in device ? 'ports' : 'interfaces';
      return (
        checkName(path, id) ??
        first(names.map((name) => () => checkName(`${path}.${table}.${name}`, name))) ??
        (device.kind === 'switch' && device.mac !== undefined ? checkMac(`${path}.mac`, device.mac) : undefined) ??
        ('interfaces' in device ? checkStation(path, device) : undefined)
      );
    }),
    [() => checkLinks(lab), () => checkTraffic(lab)],
  );
}

/** A name stands in "A.eth0", in file names and in commands. */
const NAME = /^[A-Za-z0-9_-]{1,32}$/;

function checkName(path: string, name: string): LabMistake | undefined {
  return NAME.test(name) ? undefined : { path, mistake: 'a name is 1 to 32 letters, digits, - and _' };
}

/** An interface as far as its values could be read. */
interface Own extends InterfaceAddress {
  readonly subnet: Prefix;
}

function checkStation(path: string, station: LabStation): LabMistake | undefined {
  const own: Own[] = [];
  for (const [name, card] of Object.entries(station.interfaces)) {
    const at = `${path}.interfaces.${name}`;
    const parsed = parseInterfaceAddress(card.ipv4);
    const mistake = checkMac(`${at}.mac`, card.mac) ?? checkInterfaceAddress(`${at}.ipv4`, parsed, own);
    if (mistake !== undefined || isMalformed(parsed)) return mistake;
    own.push({ ...parsed, subnet: prefixOf(parsed.address, parsed.length) });
  }
  if (own.length === 0) return { path: `${path}.interfaces`, mistake: 'needs at least one interface' };
  return checkRoutes(`${path}.routes`, station.routes ?? [], own) ?? checkNeigh(`${path}.neigh`, station, own);
}

function checkMac(path: string, text: string): LabMistake | undefined {
  const address = parseMac(text);
  if (isMalformed(address)) return malformed(path, text, 'MAC address', address);
  if (isMulticast(address)) return { path, mistake: `"${text}" is a group address, not the address of one station` };
  if (address === ('00:00:00:00:00:00' as Mac)) return { path, mistake: 'a MAC address of zeros belongs to nobody' };
  return undefined;
}

function checkInterfaceAddress(
  path: string,
  parsed: InterfaceAddress | Malformed,
  others: readonly Own[],
): LabMistake | undefined {
  if (isMalformed(parsed)) {
    return { path, mistake: `must be an address and a length such as "192.168.1.1/24" (${parsed.malformed})` };
  }
  const { address, length } = parsed;
  const subnet = prefixOf(address, length);
  if (!isUnicast(address)) return { path, mistake: `${address} cannot be the address of an interface` };
  if (length < 31 && subnet.startsWith(`${address}/`)) {
    return { path, mistake: `${address} is the network address of ${subnet}` };
  }
  if (broadcastAddressOf(subnet) === address)
    return { path, mistake: `${address} is the broadcast address of ${subnet}` };
  if (others.some((other) => other.address === address)) {
    return { path, mistake: `${address} stands on another interface of this device` };
  }
  return undefined;
}

function checkRoutes(path: string, routes: readonly LabRoute[], own: readonly Own[]): LabMistake | undefined {
  const known = new Set<string>(own.map((card) => card.subnet));
  for (const [index, route] of routes.entries()) {
    const at = `${path}[${index}]`;
    const to = route.to === 'default' ? '0.0.0.0/0' : parsePrefix(route.to);
    if (isMalformed(to)) return malformed(`${at}.to`, route.to, 'prefix', to);
    if (known.has(to)) return { path: `${at}.to`, mistake: `there is a route to ${to} already` };
    known.add(to);
    const mistake = checkVia(`${at}.via`, route.via, own);
    if (mistake !== undefined) return mistake;
  }
  return undefined;
}

function checkVia(path: string, text: string, own: readonly Own[]): LabMistake | undefined {
  const via = parseIpv4(text);
  if (isMalformed(via)) return malformed(path, text, 'IPv4 address', via);
  if (own.some((card) => card.address === via)) return { path, mistake: `${via} is this device's own address` };
  if (!own.some((card) => contains(card.subnet, via))) {
    return { path, mistake: `${via} is in none of this device's subnets` };
  }
  if (own.some((card) => broadcastAddressOf(card.subnet) === via)) {
    return { path, mistake: `${via} is a broadcast address` };
  }
  return undefined;
}

function checkNeigh(path: string, station: LabStation, own: readonly Own[]): LabMistake | undefined {
  for (const [text, macText] of Object.entries(station.neigh ?? {})) {
    const at = `${path}[${JSON.stringify(text)}]`;
    const address = parseIpv4(text);
    if (isMalformed(address)) return malformed(at, text, 'IPv4 address', address);
    if (!own.some((card) => contains(card.subnet, address))) {
      return { path: at, mistake: `${address} is in none of this device's subnets` };
    }
    const mistake = checkMac(at, macText);
    if (mistake !== undefined) return mistake;
  }
  return undefined;
}

function checkLinks(lab: Lab): LabMistake | undefined {
  const taken = new Map<string, string>();
  for (const [index, ends] of (lab.links ?? []).entries()) {
    for (const [side, end] of ends.entries()) {
      const path = `links[${index}][${side}]`;
      const mistake = checkEnd(lab, path, end);
      if (mistake !== undefined) return mistake;
      if (ends[0] === ends[1]) return { path: `links[${index}]`, mistake: `a cable from ${end} to itself` };
      const other = taken.get(end);
      if (other !== undefined) return { path, mistake: `${end} has a cable already (${other})` };
      taken.set(end, `links[${index}]`);
    }
  }
  return undefined;
}

function checkEnd(lab: Lab, path: string, end: string): LabMistake | undefined {
  const [id = '', port, ...more] = end.split('.');
  if (port === undefined || more.length > 0) {
    return { path, mistake: `"${end}" must be a device and a port such as "A.eth0"` };
  }
  const device = Object.hasOwn(lab.devices, id) ? lab.devices[id] : undefined;
  if (device === undefined) return { path, mistake: `there is no device ${id}` };
  if (!Object.hasOwn('ports' in device ? device.ports : device.interfaces, port)) {
    return { path, mistake: `${id} has no port ${port}` };
  }
  return undefined;
}

function checkTraffic(lab: Lab): LabMistake | undefined {
  for (const [index, { on, ping }] of (lab.traffic ?? []).entries()) {
    const path = `traffic[${index}]`;
    const device = Object.hasOwn(lab.devices, on) ? lab.devices[on] : undefined;
    if (device === undefined) return { path: `${path}.on`, mistake: `there is no device ${on}` };
    if (!('interfaces' in device))
      return { path: `${path}.on`, mistake: `${on} is a ${device.kind} and sends nothing` };
    const to = parseIpv4(ping.to);
    if (isMalformed(to)) return malformed(`${path}.ping.to`, ping.to, 'IPv4 address', to);
    if (!isUnicast(to)) return { path: `${path}.ping.to`, mistake: `${to} is not an address that can be pinged` };
  }
  return undefined;
}

/** Not "this network" (RFC 1122 3.2.1.3), loopback, multicast, reserved, or limited broadcast. */
function isUnicast(address: Ipv4): boolean {
  const octet = Math.floor(ipv4ToNumber(address) / 2 ** 24);
  return octet !== 0 && octet !== 127 && octet < 224;
}

function malformed(path: string, text: string, what: string, { malformed: reason, at }: Malformed): LabMistake {
  return { path, mistake: `"${text}" is no ${what} (${reason} at character ${at + 1})` };
}

function first(...checks: (readonly (() => LabMistake | undefined)[])[]): LabMistake | undefined {
  for (const check of checks.flat()) {
    const mistake = check();
    if (mistake !== undefined) return mistake;
  }
  return undefined;
}
