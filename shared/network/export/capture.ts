/** What the script keeps: every frame at every port, and the tables at the end. */
import { addressesOf, type Lab, type LabDevice, type LabTraffic, portNamesOf, splitEnd } from '../lab-format.ts';
import { BRIDGE, interfaceOf, isVlanSwitch, spaceOf } from './names.ts';
import { vlanBridgeName } from './vlan-switch.ts';
import { hasPair, isSwitchedOn, type Wiring } from './wiring.ts';

export function captureLines(lab: Lab, wiring: Wiring): string[] {
  const ends = [...new Set([...wiring.plugged, ...wiring.looseEnds])];
  const records = ends.flatMap((end) => {
    const [id, port] = splitEnd(end);
    const device = lab.devices[id];
    // tcpdump refuses a card that is switched off.
    return device === undefined || !isSwitchedOn(lab, end)
      ? []
      : [`  record "${spaceOf(id, device)}" ${interfaceOf(id, device, port)} ${end}`];
  });
  // libpcap shows what goes by lo when it comes in, and only then.
  const loopbacks = stationsThatSpeakToThemselves(lab).map(
    ([id, device]) => `  record "${spaceOf(id, device)}" lo ${id}.lo in`,
  );
  if (records.length + loopbacks.length === 0) return [];
  return [
    '# A capture does not say which way a frame went, so there are two for each port: DIR/A.eth0.in.pcap and DIR/A.eth0.out.pcap.',
    '# Of the loopback interfaces those are recorded to which the traffic goes.',
    'record() {',
    '  for way in ${4:-in out}; do',
    '    ip netns exec "$1" tcpdump -i "$2" -Q "$way" -w "$record_to/$3.$way.pcap" --time-stamp-precision=nano \\',
    '      -s 2048 -B 1024 -U --immediate-mode -Z root 2> "$work/$3.$way.record" &',
    '    recording+=($!)',
    '  done',
    '}',
    'if [ "$record_to" ]; then',
    ...records,
    ...loopbacks,
    '  for ((tries = 0; $(grep -l "listening on" "$work"/*.record | wc -l) < ${#recording[@]}; tries++)); do',
    '    [ "$tries" -lt 300 ] || say "tcpdump did not start: $(cat "$work"/*.record)"',
    '    sleep 0.1',
    '  done',
    'fi',
  ];
}

/** The stations that send traffic to an address of their own. */
export function stationsThatSpeakToThemselves(lab: Lab): readonly (readonly [string, LabDevice])[] {
  return Object.entries(lab.devices).filter(([id, device]) => {
    const own =
      'interfaces' in device
        ? Object.values(device.interfaces)
            .flatMap(addressesOf)
            .map((text) => text.split('/')[0])
        : [];
    return (lab.traffic ?? []).some((item) => item.on === id && targetsOf(item).some((to) => isInside(own, to)));
  });
}

function isInside(own: readonly (string | undefined)[], to: string): boolean {
  return own.includes(to) || to.startsWith('127.');
}

function targetsOf(item: LabTraffic): readonly string[] {
  if ('run' in item) return item.run.split(/\s+/);
  if ('ping' in item) return [item.ping.to];
  return ['udp' in item ? item.udp.to : item.traceroute.to];
}

/** Ends the recordings: what is still in their buffers is written. */
export const endOfCapture: readonly string[] = [
  'stop "${recording[@]}"',
  'lost=$(grep -L "^0 packets dropped by kernel" "$work"/*.record 2> /dev/null || true)',
  '[ -z "$lost" ] || say "not everything was recorded: $lost"',
];

/** Tables as the tools print them: for reading, or as JSON in DIR. */
export function tableLines(lab: Lab, wiring: Wiring): string[] {
  return [
    '# table NAME PROGRAM WORDS…: a table, shown or kept as DIR/NAME.json.',
    'table() {',
    '  if [ "$record_to" ]; then "$2" -json "${@:3}" > "$record_to/$1.json"; else echo; echo "== $1"; "$2" "${@:3}"; fi',
    '}',
    '# text NAME COMMAND…: the same for a command that knows no JSON; DIR/NAME.txt.',
    'text() {',
    '  if [ "$record_to" ]; then "${@:2}" > "$record_to/$1.txt"; else echo; echo "== $1"; "${@:2}"; fi',
    '}',
    ...Object.keys(lab.devices).flatMap((id) => tablesOf(lab, wiring, id)),
  ];
}

function tablesOf(lab: Lab, wiring: Wiring, id: string): string[] {
  const device = lab.devices[id];
  if (device === undefined || device.kind === 'hub') return [];
  const space = `"${spaceOf(id, device)}"`;
  if (isVlanSwitch(device)) {
    return [`text ${id}.fdb ovs-appctl -t "$work/switch.ctl" fdb/show ${vlanBridgeName(lab, id)}`];
  }
  const fdb = 'ports' in device ? [`table ${id}.fdb bridge -n ${space} fdb show dynamic`] : [];
  const stp =
    device.kind === 'switch' && device.stp !== undefined
      ? [
          ...(portNamesOf(device).some((port) => hasPair(wiring, id, port))
            ? [`table ${id}.stp bridge -n ${space} link show`]
            : []),
          `text ${id}.root on ${id} cat /sys/class/net/${BRIDGE}/bridge/bridge_id /sys/class/net/${BRIDGE}/bridge/root_id`,
        ]
      : [];
  const neigh =
    'interfaces' in device
      ? [`table ${id}.neigh ip -n ${space} neigh show`, `table ${id}.lo ip -n ${space} -s link show lo`]
      : [];
  const nat = 'nat' in device && device.nat !== undefined ? [`text ${id}.nat on ${id} cat /proc/net/nf_conntrack`] : [];
  const routes =
    'ospf' in device && device.ospf !== undefined ? [`table ${id}.routes ip -n ${space} route show proto bird`] : [];
  return [...fdb, ...stp, ...neigh, ...nat, ...routes];
}
