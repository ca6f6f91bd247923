/** Switches and hubs as bridges of Linux, and the bridges of a tunnel end point. */
import { mac } from '../../address/mac.ts';
import { portMac } from '../../device/macs.ts';
import { addressesOf, type LabHub, type LabSwitch, type LabTunnelEndPoint } from '../lab-format.ts';
import { BRIDGE, interfaceOf, ipBatch, spaceOf } from './names.ts';
import { hasPair, type Wiring } from './wiring.ts';

/** A hub is a bridge that never learns. */
export function hubLines(wiring: Wiring, id: string, hub: LabHub): string[] {
  const ports = pairedPorts(wiring, id, hub);
  return ipBatch(spaceOf(id, hub), [
    `link add ${BRIDGE} type bridge mcast_snooping 0`,
    // A bridge floods from the port that was added last; so a hub repeats in the order of its ports.
    ...ports
      .toReversed()
      .flatMap((port) => [
        `link set ${port} master ${BRIDGE}`,
        `link set ${port} type bridge_slave learning off flood on`,
        `link set ${port} up`,
      ]),
    `link set ${BRIDGE} up`,
  ]);
}

export function switchLines(wiring: Wiring, id: string, device: LabSwitch): string[] {
  const address = device.mac === undefined ? '' : `address ${device.mac} `;
  const ageing = device.ageingSeconds === undefined ? '' : ` ageing_time ${device.ageingSeconds * 100}`;
  return ipBatch(spaceOf(id, device), [
    `link add ${BRIDGE} ${address}type bridge mcast_snooping 0${ageing}${spanningTree(device)}`,
    ...Object.keys(device.ports).flatMap((port) => portCommands(wiring, id, device, port)),
    `link set ${BRIDGE} up`,
  ]);
}

/** Times are in hundredths of a second. */
function spanningTree({ stp }: LabSwitch): string {
  if (stp === undefined) return '';
  const { priority, helloSeconds = 2, forwardDelaySeconds = 15, maxAgeSeconds = 20 } = stp;
  const times = `hello_time ${helloSeconds * 100} forward_delay ${forwardDelaySeconds * 100} max_age ${maxAgeSeconds * 100}`;
  // Neither the simulation nor Open vSwitch writes the senders of bridges' messages into the MAC table.
  return ` stp_state 1 no_linklocal_learn 1 priority ${priority} ${times}`;
}

function portCommands(wiring: Wiring, id: string, device: LabSwitch, port: string): string[] {
  const own = interfaceOf(id, device, port);
  const isPaired = hasPair(wiring, id, port);
  if (!isPaired && device.stp === undefined) return [];
  // With the spanning tree a port's number counts, so a port without a cable keeps its place.
  const place = Object.keys(device.ports).indexOf(port) + 1;
  return [
    ...(isPaired ? [] : [`link add name ${own} type veth peer name unplugged~${place}`]),
    // By its address a port of a spanning tree is known to its neighbours.
    ...(device.mac === undefined || device.stp === undefined
      ? []
      : [`link set ${own} address ${portMac(mac(device.mac), place)}`]),
    `link set ${own} master ${BRIDGE}`,
    `link set ${own} up`,
  ];
}

/** Per VNI a bridge with the ports of the tenant and one vxlan device, which sends to the remotes in the lab's order. */
export function tunnelLines(wiring: Wiring, id: string, device: LabTunnelEndPoint): string[] {
  const [own = ''] = Object.values(device.interfaces).flatMap(addressesOf);
  const [local = ''] = own.split('/');
  const vnis = [...new Set(Object.values(device.ports).map((port) => port.vni))];
  const commands = vnis.flatMap((vni) => [
    `link add br${vni} type bridge mcast_snooping 0`,
    `link add vxlan${vni} type vxlan id ${vni} local ${local} dstport 4789`,
    ...Object.entries(device.ports)
      .filter(([port, settings]) => settings.vni === vni && hasPair(wiring, id, port))
      .map(([port]) => `link set ${interfaceOf(id, device, port)} master br${vni} up`),
    `link set vxlan${vni} master br${vni} up`,
    `link set br${vni} up`,
  ]);
  const remotes = vnis.flatMap((vni) =>
    lastFirst(device.remotes?.[String(vni)] ?? []).map(
      (remote) => `bridge -n "${spaceOf(id, device)}" fdb append 00:00:00:00:00:00 dev vxlan${vni} dst ${remote}`,
    ),
  );
  return [...ipBatch(spaceOf(id, device), commands), ...remotes];
}

/** Linux serves the first of the list last (vxlan_xmit), so the lab's last one stands first. */
function lastFirst(remotes: readonly string[]): readonly string[] {
  return [...remotes.slice(-1), ...remotes.slice(0, -1)];
}

function pairedPorts(wiring: Wiring, id: string, device: LabHub): string[] {
  const named = Object.keys(device.ports).filter((port) => hasPair(wiring, id, port));
  return named.map((port) => interfaceOf(id, device, port));
}
