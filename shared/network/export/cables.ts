/** Cables: a veth pair each. One that is cut or moved later is two pairs and a bridge between them, in a namespace of its own. */
import { type Lab, portNamesOf, splitEnd } from '../lab-format.ts';
import { cableEndName, CABLE_SPACE, interfaceOf, ipBatch, isVlanSwitch, spaceOf, VLAN_SPACE } from './names.ts';
import { hasCarrier, type Wiring } from './wiring.ts';

/** The namespaces of all devices, and those that are no device. */
export function spaceLines(lab: Lab, wiring: Wiring): string[] {
  const devices = Object.entries(lab.devices).filter(([, device]) => !isVlanSwitch(device));
  const spaces = [
    ...devices.map(([id]) => `"$net-${id}"`),
    ...(devices.length < Object.keys(lab.devices).length ? [`"${VLAN_SPACE}"`] : []),
    ...(wiring.loose.length > 0 ? [`"${CABLE_SPACE}"`] : []),
  ];
  return spaces.length === 0 ? [] : [`add_spaces ${spaces.join(' ')}`];
}

/**
 * Linux tells a carrier's loss or return at once if the two ends of a pair have different numbers, and up to a second later if they are equal
 * by chance (linkwatch), so every end gets a number of its own.
 */
export function cableLines(lab: Lab, wiring: Wiring): string[] {
  let number = 100;
  const endText = (name: string, space: string): string => `name ${name} index ${++number} netns ${space}`;
  const deviceEnd = (end: string): string => {
    const [id, port] = splitEnd(end);
    const device = lab.devices[id];
    return device === undefined ? '' : endText(interfaceOf(id, device, port), spaceOf(id, device));
  };
  const fixed = wiring.fixed.map(([one, other]) => `link add ${deviceEnd(one)} type veth peer ${deviceEnd(other)}`);
  const loose = wiring.looseEnds.map(
    (end) => `link add ${deviceEnd(end)} type veth peer ${endText(cableEndName(lab, end), CABLE_SPACE)}`,
  );
  return [
    ...ipBatch(undefined, [...fixed, ...loose]),
    ...ipBatch(
      wiring.loose.length === 0 ? undefined : CABLE_SPACE,
      wiring.loose.flatMap(({ number: cable, ends }) => [
        `link add ${cableName(cable)} up type bridge mcast_snooping 0`,
        ...ends.flatMap((end) => plugCommands(lab, end, cable)),
      ]),
    ),
  ];
}

export function cableName(number: number): string {
  return `cable${number}`;
}

/** The end lies in the cable's bridge, which passes everything on and learns nothing. */
export function plugCommands(lab: Lab, end: string, cable: number): string[] {
  const name = cableEndName(lab, end);
  return [
    `link set ${name} master ${cableName(cable)}`,
    `link set ${name} type bridge_slave learning off flood on`,
    `link set ${name} up`,
  ];
}

/** Before a card has a carrier it is silent, and a port of a bridge closed. With the spanning tree, time begins with the closed ports. */
export function readyLines(lab: Lab): string[] {
  return Object.entries(lab.devices).flatMap(([id, device]) => {
    const ports = portNamesOf(device).filter((port) => hasCarrier(lab, id, port));
    const isBridge = 'ports' in device;
    const groups = [
      {
        ports: ports.filter((port) => !(isBridge && Object.hasOwn(device.ports, port))),
        file: 'operstate',
        value: 'up',
      },
      { ports: ports.filter((port) => isBridge && Object.hasOwn(device.ports, port)), ...portReadiness(lab, id) },
    ];
    return groups.flatMap(({ ports: named, file, value }) =>
      named.length === 0
        ? []
        : [
            `ready "${spaceOf(id, device)}" ${file} ${value} ${named.map((port) => interfaceOf(id, device, port)).join(' ')}`,
          ],
    );
  });
}

function portReadiness(lab: Lab, id: string): { readonly file: string; readonly value: string } {
  const device = lab.devices[id];
  const hasTree = device?.kind === 'switch' && device.stp !== undefined;
  const isOpen = device !== undefined && !isVlanSwitch(device) && !hasTree;
  // 3 is "forwarding" (BR_STATE_FORWARDING).
  return isOpen ? { file: 'brport/state', value: '3' } : { file: 'operstate', value: 'up' };
}
