/** Link-state routing by BIRD: one daemon a router, OSPF version 2, area 0, point-to-point links. */
import { isMalformed } from '../../address/malformed.ts';
import { parseInterfaceAddress } from '../../address/prefix.ts';
import { addressesOf, type LabStation } from '../lab-format.ts';
import { interfaceOf } from './names.ts';

export function ospfLines(id: string, station: LabStation): string[] {
  const own = Object.entries(station.ospf?.interfaces ?? {});
  if (own.length === 0) return [];
  const { helloSeconds = HELLO_SECONDS, deadSeconds = DEAD_HELLOS * helloSeconds } = station.ospf ?? {};
  return [
    `cat > "$work/${id}.bird.conf" <<'END'`,
    `router id ${routerIdOf(station)};`,
    'protocol device {}',
    '# The kernel knows the subnets of its own cards already.',
    'protocol kernel { ipv4 { import none; export where source = RTS_OSPF && gw != 0.0.0.0; }; }',
    'protocol ospf v2 {',
    '  ipv4 { import all; export none; };',
    '  ecmp no;',
    '  area 0 {',
    ...own.map(([name, { cost = 10, passive = false }]) => {
      const kind = passive ? 'stub yes;' : `type ptp; hello ${helloSeconds}; dead ${deadSeconds};`;
      return `    interface "${interfaceOf(id, station, name)}" { cost ${cost}; ${kind} };`;
    }),
    '  };',
    '}',
    'END',
    `ip netns exec "$net-${id}" bird -f -c "$work/${id}.bird.conf" -s "$work/${id}.bird.ctl" -P "$work/${id}.bird.pid" 2> "$work/${id}.bird.log" &`,
    'running+=($!)',
  ];
}

/** RFC 2328, appendix C.3, gives 10 and 40 seconds as samples. */
const HELLO_SECONDS = 10;
const DEAD_HELLOS = 4;

/** The highest address of the router, as most routers choose it. */
function routerIdOf(station: LabStation): string {
  const addresses = Object.values(station.interfaces)
    .flatMap(addressesOf)
    .flatMap((text) => {
      const parsed = parseInterfaceAddress(text);
      return isMalformed(parsed) ? [] : [parsed.address];
    });
  return addresses.toSorted((a, b) => numberOf(b) - numberOf(a))[0] ?? '1.1.1.1';
}

function numberOf(address: string): number {
  return address.split('.').reduce((number, octet) => number * 256 + Number(octet), 0);
}
