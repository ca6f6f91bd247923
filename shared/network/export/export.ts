/**
 * A lab as a bash script that builds the same network on a real Linux, runs the same traffic and cleans up after itself. For learners who want
 * to see the real thing, and for our own tests, which run exactly this script and compare what it recorded with the simulation.
 */
import { endsOf, type Lab, type LabDevice } from '../lab-format.ts';
import { hubLines, switchLines, tunnelLines } from './bridge.ts';
import { cableLines, readyLines, spaceLines } from './cables.ts';
import { captureLines, endOfCapture, tableLines } from './capture.ts';
import { changeHappenings } from './changes.ts';
import { consoleWords } from './console.ts';
import { firewallLines } from './firewall.ts';
import { isVlanSwitch, section, seconds } from './names.ts';
import { ospfLines } from './ospf.ts';
import { prologue } from './prologue.ts';
import { listenLines, servicePrograms } from './services.ts';
import { stationLines } from './station.ts';
import { endOfTraceroutes, lastDepartureUs, preparedTraffic, trafficHappenings } from './traffic.ts';
import { openVSwitchLines, vlanSwitches, vlanSwitchLines } from './vlan-switch.ts';
import { type Wiring, wiringOf } from './wiring.ts';

/** After the last packet has left: a question that nobody answers is given up 3 s after it was asked first (RFC 1122 2.3.2.1, Linux). */
export const AFTER_TRAFFIC_US = 3_600_000;

/** The script. `lab` is one that `readLab` accepts. */
export function exportLab(lab: Lab): string {
  const wiring = wiringOf(lab);
  const devices = Object.entries(lab.devices);
  const lines = [
    ...prologue(lab, notBuilt(lab)),
    ...section('Namespaces and cables', [...spaceLines(lab, wiring), ...cableLines(lab, wiring)]),
    ...section('Open vSwitch, for the switches with VLANs', vlanSwitches(lab).length === 0 ? [] : openVSwitchLines()),
    ...devices.flatMap(([id, device]) => section(titleOf(id, device), deviceLines(lab, wiring, id, device))),
    ...section('Until all links are up', readyLines(lab)),
    ...section('Recording', captureLines(lab, wiring)),
    ...section('UDP programs', servicePrograms(lab)),
    ...section(
      'What listens',
      devices.flatMap(([id, one]) => ('listen' in one ? listenLines(id, one) : [])),
    ),
    ...section(
      'Routing daemons',
      devices.flatMap(([id, one]) => ('ospf' in one ? ospfLines(id, one) : [])),
    ),
    ...section('What happens', storyLines(lab)),
    ...section('What the devices know now', tableLines(lab, wiring)),
    ...endOfCapture,
  ];
  return `${lines.join('\n')}\n`;
}

/** When the script ends what it shows, microseconds after the start; later, if a traceroute takes longer. */
export function endOfScriptUs(lab: Lab): number {
  return lastDepartureUs(lab) + AFTER_TRAFFIC_US;
}

function deviceLines(lab: Lab, wiring: Wiring, id: string, device: LabDevice): string[] {
  switch (device.kind) {
    case 'host':
    case 'router':
      return [...stationLines(lab, wiring, id, device), ...firewallLines(id, device)];
    case 'vtep':
      return [...stationLines(lab, wiring, id, device), ...tunnelLines(wiring, id, device)];
    case 'switch':
      return isVlanSwitch(device) ? vlanSwitchLines(lab, wiring, id, device) : switchLines(wiring, id, device);
    case 'hub':
      return hubLines(wiring, id, device);
  }
}

function titleOf(id: string, device: LabDevice): string {
  const kind = device.kind === 'vtep' ? 'tunnel end point' : device.kind;
  return `${id}, ${/^[aeiou]/.test(kind) ? 'an' : 'a'} ${kind}`;
}

function storyLines(lab: Lab): string[] {
  const happenings = [...changeHappenings(lab), ...trafficHappenings(lab)].toSorted((a, b) => a.atUs - b.atUs);
  return [
    '# From here on time counts, so this shell and what it starts go first.',
    'chrt --rr -p 1 $$ 2> /dev/null || true',
    ...preparedTraffic(lab),
    ...((lab.traffic ?? []).some((item) => 'udp' in item) ? ['sleep 0.2'] : []),
    'start=${EPOCHREALTIME/[.,]/}',
    '[ -z "$record_to" ] || echo "$start" > "$record_to/start.txt"',
    ...happenings.flatMap(({ atUs, lines }) => [`at ${seconds(atUs)}`, ...lines]),
    `at "\${HOP_UNTIL:-${seconds(endOfScriptUs(lab))}}"`,
    ...endOfTraceroutes(lab),
    '# Who still waits for an answer is stopped, and counts.',
    'stop "${talking[@]}"',
  ];
}

/** What the script leaves out, for the reader. */
function notBuilt(lab: Lab): string[] {
  const cables = (lab.links ?? []).flatMap((link) => ('ends' in link ? [link] : []));
  const special = cables.filter(
    (cable) => cable.rateMbps !== undefined || cable.queue !== undefined || cable.delayUs !== undefined,
  );
  const half = Object.entries(lab.devices).filter(
    ([, device]) => device.kind === 'hub' && device.rateMbps !== undefined,
  );
  const runs = [...(lab.traffic ?? []), ...(lab.changes ?? [])].flatMap((item) => ('run' in item ? [item] : []));
  return [
    ...special.map(
      (cable) => `rate, queue and delay of the cable ${endsOf(cable).join(' to ')}: veth pairs are as fast as memory`,
    ),
    ...half.map(([id]) => `collisions on ${id}: no card of Linux shares a medium with another`),
    ...runs
      .filter((item) => consoleWords(lab, item) === undefined)
      .map((item) => `the command "${item.run}" on ${item.on}: it is not run as root on a real machine`),
  ];
}
