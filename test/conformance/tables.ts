/** MAC tables and spanning trees as Linux and Open vSwitch print them, in the form of the lab's state. */
import type { Lab, LabSwitch, LabTunnelEndPoint } from '../../shared/network/lab.ts';
import { interfaceOf, isVlanSwitch } from '../../shared/network/export/names.ts';

type Text = (name: string) => string;
type Rows = <Row>(name: string) => Row[];

interface FdbRow {
  readonly mac: string;
  readonly ifname: string;
  readonly master?: string;
  readonly dst?: string;
  readonly state?: string;
  readonly flags?: readonly string[];
}

/** MAC, with VLAN or VNI in front where there are such, gives the port; behind a tunnel, the other end's address. */
export function fdbOf(id: string, device: LabSwitch | LabTunnelEndPoint, text: Text, rows: Rows) {
  if (device.kind === 'switch' && isVlanSwitch(device)) return vlanFdb(device, text(`${id}.fdb.txt`));
  const learned = rows<FdbRow>(`${id}.fdb.json`).filter((row) => row.state !== 'permanent');
  const port = (name: string) => Object.keys(device.ports).find((own) => interfaceOf(id, device, own) === name) ?? name;
  const inBridge = learned.filter((row) => row.master !== undefined);
  if (device.kind === 'switch') return Object.fromEntries(inBridge.map((row) => [row.mac, port(row.ifname)]));
  return Object.fromEntries(
    inBridge.map(({ mac, ifname, master = '' }) => {
      const remote = learned.find((row) => row.mac === mac && row.ifname === ifname && row.dst !== undefined);
      return [`${master.replace(/^br/, '')}/${mac}`, remote?.dst ?? port(ifname)];
    }),
  );
}

/** " port  VLAN  MAC                Age", a port by its number, which is its place in the lab. */
function vlanFdb(device: LabSwitch, text: string): Record<string, string> {
  const lines = [...text.matchAll(/^\s*(\d+)\s+(\d+)\s+([0-9a-f:]{17})\s+\d+\s*$/gm)];
  return Object.fromEntries(
    lines.map(([, number, vlan, mac]) => [`${vlan}/${mac}`, Object.keys(device.ports)[Number(number) - 1] ?? '?']),
  );
}

interface LinkRow {
  readonly ifname: string;
  readonly state: string;
}

/** The state of every port, and every bridge's root by the name of its switch. */
export function treeOf(lab: Lab, text: Text, rows: Rows): Readonly<Record<string, unknown>> {
  const bridges = Object.entries(lab.devices).filter(
    (entry): entry is [string, LabSwitch] => entry[1].kind === 'switch' && entry[1].stp !== undefined,
  );
  if (bridges.length === 0) return {};
  const ids = bridges.map(([id]) => [id, ...text(`${id}.root.txt`).trim().split('\n')]);
  const nameOf = (bridgeId: string | undefined) => ids.find(([, own]) => own === bridgeId)?.[0] ?? bridgeId;
  const stp = bridges.map(([id, device]) => {
    const links = rows<LinkRow>(`${id}.stp.json`);
    const ports = Object.keys(device.ports).map((port) => {
      const row = links.find(({ ifname }) => ifname === interfaceOf(id, device, port));
      return [port, row?.state ?? 'disabled'];
    });
    return [id, Object.fromEntries(ports)];
  });
  return {
    stp: Object.fromEntries(stp),
    stpRoot: Object.fromEntries(ids.map(([id, , root]) => [id, nameOf(root)])),
  };
}
