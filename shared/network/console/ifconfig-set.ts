/**
 * What `ifconfig` of net-tools 2.10 sets: each word is a system call of its own, on the card or on the address that has the name as its label
 * (ifconfig.c; net/ipv4/devinet.c, `devinet_ioctl`).
 */
import { type Ipv4, ipv4, ipv4FromNumber, ipv4ToNumber, parseIpv4 } from '../../address/ipv4.ts';
import { isMulticast, parseMac } from '../../address/mac.ts';
import { isMalformed } from '../../address/malformed.ts';
import { maskNumber, networkMask } from '../../address/prefix.ts';
import {
  assigned,
  NO_ADDRESS,
  SCOPE_GLOBAL,
  SCOPE_HOST,
  withAddress,
  withoutAddress,
  type WantedAddress,
} from '../../device/addresses.ts';
import type { Change } from '../../device/change.ts';
import { type AssignedAddress, isStation } from '../../device/device.ts';
import { type Context, doesChanges, fails, isOutcome, type Outcome } from './command.ts';
import { canHaveAddresses, deletions } from './ip-address.ts';
import type { Link } from './links.ts';
import { usage } from './usage.ts';

/** A system call in the order of the words. */
type Call =
  | { readonly call: 'SIOCSIFADDR'; readonly address: Ipv4; readonly alias?: 'add' | 'delete' }
  | { readonly call: 'SIOCSIFBRDADDR'; readonly address: Ipv4 }
  | { readonly call: 'SIOCSIFNETMASK'; readonly length: number | undefined }
  | { readonly call: 'SIOCSIFFLAGS'; readonly up?: boolean }
  | {
      readonly call: 'SIOCSIFMTU' | 'SIOCSIFHWADDR' | 'SIOCSIFTXQLEN';
      readonly refused?: string;
      readonly change?: Change;
    };

/** `name` as typed, perhaps with a colon; `link` is the card, if there is one. */
export function configure(context: Context, name: string, link: Link | undefined, words: readonly string[]): Outcome {
  const calls: Call[] = [];
  const rest = [...words];
  while (rest.length > 0) {
    const read = readCalls(rest, link?.name ?? name);
    if (isOutcome(read)) return read;
    calls.push(...read);
  }
  if (link === undefined) return missing(name, calls);
  if (context.allowed === 'read') return refused(calls, 'Operation not permitted');
  const { machine } = context;
  const isCard = isStation(machine) && canHaveAddresses(machine, link);
  const isPort = machine.kind === 'switch' && machine.ports.includes(link.name);
  if (!isCard && !(isPort && calls.every(({ call }) => call === 'SIOCSIFFLAGS')))
    return refused(calls, 'Operation not supported');
  const state = { name, link, addresses: link.addresses, up: link.up, changes: [] };
  const errors = calls.flatMap((call) => {
    const why = carriedOut(state, call);
    return why === undefined ? [] : [{ call: call.call, why }];
  });
  const text = errors.map(({ call, why }) => `${call}: ${why}\n`).join('');
  const status = errors.length === 0 ? 0 : errors.some(({ call }) => call === 'SIOCSIFFLAGS') ? 255 : 1;
  return { ...doesChanges(...state.changes), output: text, status };
}

/** Takes the next setting off the list. Returns its calls, or what is wrong with it. */
function readCalls(rest: string[], name: string): readonly Call[] | Outcome {
  const word = rest.shift() as string;
  const value = ['netmask', 'broadcast', 'mtu', 'hw', 'txqueuelen'].includes(word) ? rest.shift() : undefined;
  if (value === undefined && ['netmask', 'mtu', 'hw', 'txqueuelen'].includes(word))
    return { output: usage.ifconfig, status: 3, changes: [] };
  switch (word) {
    case 'up':
    case 'down':
      return [{ call: 'SIOCSIFFLAGS', up: word === 'up' }];
    case 'netmask': {
      const mask = parseIpv4(value ?? '');
      return isMalformed(mask)
        ? fails(`${value}: Unknown host`, 1)
        : [{ call: 'SIOCSIFNETMASK', length: lengthOfMask(mask) }];
    }
    case 'mtu': {
      const mtu = Number(value);
      const isGood = Number.isInteger(mtu) && mtu >= 68 && mtu <= 65_535;
      const change = { set: 'mtu', port: name, mtu } as const;
      return [{ call: 'SIOCSIFMTU', ...(isGood ? { change } : { refused: 'Invalid argument' }) }];
    }
    case 'hw':
      return readHardware(value ?? '', rest.shift(), name);
    case 'broadcast': {
      const address = value === undefined ? undefined : parseIpv4(value);
      if (isMalformed(address)) return fails(`${value}: Unknown host`, 1);
      return [
        ...(address === undefined ? [] : [{ call: 'SIOCSIFBRDADDR', address } as const]),
        { call: 'SIOCSIFFLAGS' },
      ];
    }
    // What a card here does not have is asked of the kernel all the same.
    case 'txqueuelen':
      return [{ call: 'SIOCSIFTXQLEN' }];
    case 'multicast':
    case '-multicast':
    case 'allmulti':
    case '-allmulti':
    case 'arp':
    case '-arp':
    case 'promisc':
    case '-promisc':
      return [{ call: 'SIOCSIFFLAGS' }];
    case 'inet':
      return [];
    case 'add':
    case 'del':
      return readAlias(word, rest.shift());
    default:
      return readOwnAddress(word);
  }
}

function readHardware(kind: string, text: string | undefined, name: string): readonly Call[] | Outcome {
  if (kind !== 'ether' || text === undefined) return { output: usage.ifconfig, status: 3, changes: [] };
  const address = parseMac(text);
  if (isMalformed(address)) return fails(`${text}: invalid ether address.`, 1);
  if (isMulticast(address)) return [{ call: 'SIOCSIFHWADDR', refused: 'Cannot assign requested address' }];
  return [{ call: 'SIOCSIFHWADDR', change: { set: 'mac', port: name, mac: address } }];
}

/** Another address, under the first name with a number that is free; or none any more. */
function readAlias(word: 'add' | 'del', text: string | undefined): readonly Call[] | Outcome {
  if (text === undefined) return { output: usage.ifconfig, status: 3, changes: [] };
  const address = parseIpv4(text);
  if (isMalformed(address)) return fails(`${text}: Unknown host`, 1);
  return [{ call: 'SIOCSIFADDR', address, alias: word === 'add' ? 'add' : 'delete' }];
}

/** An address switches the card on; a length behind it is a mask. */
function readOwnAddress(text: string): readonly Call[] | Outcome {
  const [written = '', bits] = text.split('/');
  const address = written === '0' ? ipv4('0.0.0.0') : parseIpv4(written);
  if (isMalformed(address)) return fails(`${text}: Unknown host\nifconfig: \`--help' gives usage information.`, 1);
  const length = bits === undefined ? undefined : Number(bits);
  const isLength = length !== undefined && Number.isInteger(length) && length >= 0 && length <= 32;
  return [
    { call: 'SIOCSIFADDR', address },
    { call: 'SIOCSIFFLAGS', up: true },
    ...(isLength ? [{ call: 'SIOCSIFNETMASK', length } as const] : []),
  ];
}

interface State {
  readonly name: string;
  readonly link: Link;
  addresses: readonly AssignedAddress[];
  up: boolean;
  readonly changes: Change[];
}

const NO_SUCH_ADDRESS = 'Cannot assign requested address';
const INVALID = 'Invalid argument';

/** Does what the kernel does; returns why it refuses. */
function carriedOut(state: State, call: Call): string | undefined {
  const own = state.addresses.find(({ label }) => label === state.name);
  switch (call.call) {
    case 'SIOCSIFADDR':
      return call.alias === undefined ? setAddress(state, state.name, call.address) : setAlias(state, call);
    case 'SIOCSIFNETMASK':
      if (own === undefined) return NO_SUCH_ADDRESS;
      return call.length === undefined ? INVALID : setLength(state, own, call.length);
    case 'SIOCSIFBRDADDR':
      if (own === undefined) return NO_SUCH_ADDRESS;
      if (own.broadcast !== call.address) replaced(state, own, { ...own, broadcast: call.address });
      return undefined;
    case 'SIOCSIFFLAGS':
      return setUp(state, own, call.up);
    default:
      if (state.link.kind === 'loopback') return 'Operation not supported';
      if (call.change !== undefined) state.changes.push(call.change);
      return call.refused;
  }
}

/** The mask of its class (RFC 791 2.3), and the broadcast address with it. */
function setAddress(state: State, label: string, address: Ipv4): string | undefined {
  const own = state.addresses.find((one) => one.label === label);
  const length = classLength(address);
  if (length === undefined) return INVALID;
  if (own?.address === address) return undefined;
  const scope = address.startsWith('127.') ? SCOPE_HOST : SCOPE_GLOBAL;
  const broadcast = length < 31 ? lastOf(address, length) : undefined;
  replaced(state, own, { address, length, broadcast, label, scope, metric: own?.metric });
  return undefined;
}

function setAlias(state: State, { address, alias }: Extract<Call, { call: 'SIOCSIFADDR' }>): string | undefined {
  const { addresses, link } = state;
  if (alias === 'delete') {
    const old = addresses.find((one) => one.address === address && one.label !== link.name);
    if (old !== undefined) replaced(state, old, undefined);
    return old === undefined ? NO_SUCH_ADDRESS : undefined;
  }
  let number = 0;
  while (addresses.some(({ label }) => label === `${link.name}:${number}`)) number++;
  return setAddress(state, `${link.name}:${number}`, address);
}

/** A broadcast address that was that of the old mask becomes that of the new one. */
function setLength(state: State, own: AssignedAddress, length: number): undefined {
  if (own.length === length) return;
  const isUsual = length < 31 && own.broadcast === lastOf(own.address, own.length);
  replaced(state, own, { ...own, length, broadcast: isUsual ? lastOf(own.address, length) : own.broadcast });
}

/** An address that is switched off is taken away; nothing is said about one that has just been set to none. */
function setUp(state: State, own: AssignedAddress | undefined, up: boolean | undefined): string | undefined {
  const { link, name, changes } = state;
  if (name === link.name) {
    if (link.kind === 'loopback' && up === false) return 'Operation not supported';
    if (up !== undefined && state.up !== up) changes.push({ set: 'link', port: name, up });
    state.up = up ?? state.up;
    return undefined;
  }
  if (own === undefined) return changes.length > 0 ? undefined : NO_SUCH_ADDRESS;
  if (up === false) replaced(state, own, undefined);
  return undefined;
}

/** Away with the old one, and with every route that needed it, before the new one is there. */
function replaced(state: State, old: AssignedAddress | undefined, wanted: WantedAddress | undefined): void {
  const { link, changes } = state;
  if (old !== undefined) {
    changes.push(...deletions(link.name, [old]));
    state.addresses = withoutAddress(state.addresses, old);
  }
  if (wanted === undefined || wanted.address === NO_ADDRESS) return;
  const { address, length, peer, broadcast, label, scope, metric } = wanted;
  changes.push({ set: 'address', how: 'add', port: link.name, address, length, peer, broadcast, label, scope, metric });
  state.addresses = withAddress(state.addresses, assigned(link.name, wanted));
}

function lastOf(address: Ipv4, length: number): Ipv4 {
  return ipv4FromNumber((ipv4ToNumber(address) | ~maskNumber(length)) >>> 0);
}

/** Classes A, B and C (RFC 791 2.3), and E; a group (class D) has none (net/ipv4/devinet.c, `inet_abc_len`). */
export function classLength(address: Ipv4): number | undefined {
  const first = Number(address.split('.')[0]);
  if (first === 0 || address === '255.255.255.255') return 0;
  if (first >= 224) return first < 240 ? undefined : 32;
  return first < 128 ? 8 : first < 192 ? 16 : 24;
}

/** The number of ones at the beginning; undefined if ones follow after a zero. */
export function lengthOfMask(mask: Ipv4): number | undefined {
  const inverse = ~ipv4ToNumber(mask) >>> 0;
  const length = Math.clz32(inverse);
  return ipv4FromNumber(ipv4ToNumber(mask)) === networkMask(length) ? length : undefined;
}

function missing(name: string, calls: readonly Call[]): Outcome {
  const lines = calls.map(({ call }) =>
    call === 'SIOCSIFFLAGS'
      ? `${name}: ERROR while getting interface flags: No such device`
      : `${call}: No such device`,
  );
  return fails(lines.join('\n'), calls.some(({ call }) => call === 'SIOCSIFFLAGS') ? 255 : 1);
}

function refused(calls: readonly Call[], why: string): Outcome {
  const touchesFlags = calls.some(({ call }) => call === 'SIOCSIFFLAGS');
  return fails(calls.map(({ call }) => `${call}: ${why}`).join('\n'), touchesFlags ? 255 : 1);
}
