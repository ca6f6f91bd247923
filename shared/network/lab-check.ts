/** What a lab's values mean: names, cables and devices that fit together, as a real Linux would take them. */
import { isMalformed } from '../address/malformed.ts';
import { parseIpv4 } from '../address/ipv4.ts';
import { checkLinks } from './lab-check-links.ts';
import { checkCard, checkMac, checkStation, malformed } from './lab-check-station.ts';
import { checkChanges, checkTraffic } from './lab-check-traffic.ts';
import {
  portNamesOf,
  type Lab,
  type LabDevice,
  type LabMistake,
  type LabSwitch,
  type LabTunnelEndPoint,
} from './lab-format.ts';

/** The first mistake of a lab of the right shape, if there is one. */
export function checkLab(lab: Lab): LabMistake | undefined {
  for (const [id, device] of Object.entries(lab.devices)) {
    const mistake = checkDevice(`devices.${id}`, id, device);
    if (mistake !== undefined) return mistake;
  }
  return checkLinks(lab) ?? checkTraffic(lab) ?? checkChanges(lab);
}

/** A name stands in "A.eth0", in file names and in commands. */
const NAME = /^[A-Za-z0-9_-]{1,32}$/;
/** As on Linux, "eth0.10" is the name of a VLAN interface. */
const INTERFACE_NAME = /^[A-Za-z0-9_-]{1,32}(\.[0-9]{1,4})?$/;

function checkDevice(path: string, id: string, device: LabDevice): LabMistake | undefined {
  if (!NAME.test(id)) return { path, mistake: 'a name is 1 to 32 letters, digits, - and _' };
  for (const name of portNamesOf(device)) {
    const isCard = 'interfaces' in device && Object.hasOwn(device.interfaces, name);
    const at = `${path}.${isCard ? 'interfaces' : 'ports'}.${name}`;
    const isVlan = isCard && device.interfaces[name]?.vlan !== undefined;
    if (!(isVlan ? INTERFACE_NAME : NAME).test(name))
      return { path: at, mistake: 'a name is 1 to 32 letters, digits, - and _' };
    if (name === 'lo') return { path: at, mistake: 'lo is the loopback, which every station has' };
  }
  if (device.inside !== undefined && !NAME.test(device.inside))
    return { path: `${path}.inside`, mistake: 'a name is 1 to 32 letters, digits, - and _' };
  switch (device.kind) {
    case 'host':
    case 'router':
      return checkStation(path, device);
    case 'vtep':
      return checkTunnelEndPoint(path, device);
    case 'switch':
      return checkSwitch(path, device);
    case 'hub':
      return undefined;
  }
}

function checkSwitch(path: string, device: LabSwitch): LabMistake | undefined {
  const mistake = device.mac === undefined ? undefined : checkMac(`${path}.mac`, device.mac);
  if (mistake !== undefined || device.stp === undefined) return mistake;
  const { helloSeconds = 2, forwardDelaySeconds = 15, maxAgeSeconds = 20 } = device.stp;
  const fits = 2 * (forwardDelaySeconds - 1) >= maxAgeSeconds && maxAgeSeconds >= 2 * (helloSeconds + 1);
  // IEEE 802.1D-1998 8.10.2.
  const must = '2 * (forwardDelaySeconds - 1) >= maxAgeSeconds >= 2 * (helloSeconds + 1) must hold';
  return fits ? undefined : { path: `${path}.stp`, mistake: must };
}

function checkTunnelEndPoint(path: string, device: LabTunnelEndPoint): LabMistake | undefined {
  for (const name of Object.keys(device.ports)) {
    if (Object.hasOwn(device.interfaces, name))
      return { path: `${path}.ports.${name}`, mistake: `there is an interface ${name} already` };
  }
  const used = new Set(Object.values(device.ports).map((port) => String(port.vni)));
  for (const [vni, remotes] of Object.entries(device.remotes ?? {})) {
    const at = `${path}.remotes.${vni}`;
    if (!used.has(vni)) return { path: at, mistake: `no port of this device is in VNI ${vni}` };
    for (const [index, text] of remotes.entries()) {
      const address = parseIpv4(text);
      if (isMalformed(address)) return malformed(`${at}[${index}]`, text, 'IPv4 address', address);
      if (remotes.indexOf(text) < index) return { path: `${at}[${index}]`, mistake: `${text} is in the list already` };
    }
  }
  return checkCard(path, device) ?? checkStation(path, device);
}
