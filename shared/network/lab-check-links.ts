/** Where a lab's cables may be. */
import { endsOf, portNamesOf, splitEnd, type Lab, type LabMistake } from './lab-format.ts';

export function checkLinks(lab: Lab): LabMistake | undefined {
  const taken = new Map<string, string>();
  for (const [index, link] of (lab.links ?? []).entries()) {
    const ends = endsOf(link);
    const at = 'ends' in link ? `links[${index}].ends` : `links[${index}]`;
    for (const [side, end] of ends.entries()) {
      const path = `${at}[${side}]`;
      const mistake = checkEnd(lab, path, end);
      if (mistake !== undefined) return mistake;
      if (ends[0] === ends[1]) return { path: at, mistake: `a cable from ${end} to itself` };
      const other = taken.get(end);
      if (other !== undefined) return { path, mistake: `${end} has a cable already (${other})` };
      taken.set(end, `links[${index}]`);
    }
    if ('ends' in link && link.duplex === 'half' && link.rateMbps === undefined)
      return { path: `links[${index}].duplex`, mistake: 'a half-duplex cable needs a rateMbps' };
  }
  return undefined;
}

/** "A.eth0" must be a place where a cable can be. */
export function checkEnd(lab: Lab, path: string, end: string): LabMistake | undefined {
  const [id, port] = splitEnd(end);
  if (port === '' || port.includes('.')) {
    return { path, mistake: `"${end}" must be a device and a port such as "A.eth0"` };
  }
  const device = Object.hasOwn(lab.devices, id) ? lab.devices[id] : undefined;
  if (device === undefined) return { path, mistake: `there is no device ${id}` };
  if (!portNamesOf(device).includes(port)) return { path, mistake: `${id} has no port ${port}` };
  if ('interfaces' in device && device.interfaces[port]?.vlan !== undefined)
    return { path, mistake: `${end} is a VLAN interface: the cable belongs to ${device.interfaces[port].vlan.of}` };
  return undefined;
}
