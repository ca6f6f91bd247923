/** The beginning of the script: what it is, what it needs, how it cleans up, and the few words that the rest is written in. */
import type { Lab, LabDevice, LabStation } from '../lab-format.ts';
import { comment, isVlanSwitch, quoted } from './names.ts';

/** A program that the script calls, and the Debian package that has it. */
type Need = readonly [program: string, debianPackage: string];

export function prologue(lab: Lab, notBuilt: readonly string[]): string[] {
  return [
    '#!/usr/bin/env bash',
    `# ${comment(lab.name ?? 'a network')}`,
    ...about,
    ...(notBuilt.length === 0 ? [] : ['#', '# Not built, because plain Linux has no such thing:']),
    ...notBuilt.map((line) => `#   - ${comment(line)}`),
    'set -euo pipefail',
    'export LC_ALL=C PATH="$PATH:/usr/sbin:/sbin"',
    'record_to=${HOP_OUT:-}',
    ...needs(lab),
    ...words,
  ];
}

const about: readonly string[] = [
  '#',
  '# This script builds the network on a real Linux and shows what happens. A device becomes a network namespace: a Linux of',
  '# its own, with its own cards, routes and tables. A cable becomes a veth pair, a switch a bridge. When the script ends, also',
  '# by Ctrl+C, everything is removed again; the network of this machine is not touched.',
  '#',
  '#   sudo bash THIS_FILE                  build it, run the traffic, show it',
  '#   sudo HOP_OUT=DIR bash THIS_FILE      also record every port (for Wireshark) and keep the tables, all in DIR',
];

function needs(lab: Lab): string[] {
  const list = needsOf(lab);
  return [
    '',
    '# What is missing here? One line says it, and nothing has been changed yet.',
    `say() { echo "hop by hop: $*" >&2; exit 3; }`,
    `[ "$(uname -s)" = Linux ] || say "this needs Linux; on another system, use a virtual machine"`,
    `[ "$(id -u)" = 0 ] || say "this needs root: sudo bash $0"`,
    `[ "\${BASH_VERSINFO[0]}" -ge 5 ] || say "this needs bash 5 or newer"`,
    'missing=',
    'need() { command -v "$1" > /dev/null || missing="$missing $1 (Debian package: $2)"; }',
    ...list.map(([program, debianPackage]) => `need ${quoted(program)} ${quoted(debianPackage)}`),
    '[ -z "$record_to" ] || need tcpdump tcpdump',
    ...(hasVlanCards(lab) ? vlanModule : []),
    '[ -z "$missing" ] || say "not installed:$missing"',
  ];
}

const vlanModule: readonly string[] = [
  'modprobe -q 8021q || true',
  '[ -d /proc/net/vlan ] || say "this kernel has no VLAN interfaces (module 8021q)"',
];

function hasVlanCards(lab: Lab): boolean {
  const cards = Object.values(lab.devices).flatMap((device) => {
    return 'interfaces' in device ? Object.values(device.interfaces) : [];
  });
  return cards.some((card) => card.vlan !== undefined);
}

function needsOf(lab: Lab): Need[] {
  const devices = Object.values(lab.devices);
  const traffic = lab.traffic ?? [];
  const stations = devices.filter(isStation);
  const hasUdp = traffic.some((item) => 'udp' in item) || stations.some((device) => device.listen !== undefined);
  const hasRules = stations.some((device) => device.nat !== undefined || device.filter !== undefined);
  const damages = (lab.changes ?? []).some((change) => 'damage' in change);
  const announces = (lab.changes ?? []).some((change) => 'move' in change && change.announce === true);
  const needed: readonly (readonly [boolean, ...Need])[] = [
    [true, 'ip', 'iproute2'],
    [true, 'bridge', 'iproute2'],
    [true, 'sysctl', 'procps'],
    [traffic.some((item) => 'ping' in item), 'ping', 'iputils-ping'],
    [traffic.some((item) => 'traceroute' in item), 'traceroute', 'traceroute'],
    [hasUdp, 'perl', 'perl-base'],
    [hasRules || damages, 'nft', 'nftables'],
    [announces, 'arping', 'iputils-arping'],
    [needsWholeChecksums(lab), 'ethtool', 'ethtool'],
    [devices.some(isVlanSwitch), 'ovs-vswitchd', 'openvswitch-switch'],
    [devices.some(isVlanSwitch), 'ovs-vsctl', 'openvswitch-common'],
    [stations.some((device) => device.ospf !== undefined), 'bird', 'bird2'],
  ];
  return needed.flatMap(([isNeeded, program, debianPackage]): Need[] => (isNeeded ? [[program, debianPackage]] : []));
}

function isStation(device: LabDevice): device is LabStation {
  return device.kind === 'host' || device.kind === 'router';
}

/** A veth pair leaves UDP checksums to be done later by hardware that it has not; Open vSwitch and a capture see them unfinished. */
export function needsWholeChecksums(lab: Lab): boolean {
  const sendsUdp = (lab.traffic ?? []).some((item) => 'udp' in item || 'traceroute' in item);
  return sendsUdp || Object.values(lab.devices).some((device) => device.kind === 'vtep');
}

const words: readonly string[] = [
  '',
  '# Names are our own: no other network here has this number.',
  'net="hop$$"',
  'work=$(mktemp -d)',
  '[ -z "$record_to" ] || mkdir -p "$record_to"',
  'declare -A process',
  'spaces=() running=() talking=() recording=()',
  '',
  'clean_up() {',
  '  trap "" INT TERM',
  '  exec 2> /dev/null',
  '  kill -KILL "${running[@]}" "${talking[@]}" "${recording[@]}" || true',
  '  for space in "${spaces[@]}"; do echo "netns delete $space"; done | ip -force -batch - || true',
  '  rm -rf "$work"',
  '}',
  'trap clean_up EXIT',
  '',
  '# add_spaces NAME…: a network namespace each, quiet (no IPv6), and without the limits that protect a host on the internet.',
  '# arp_announce=2: who asks for a neighbour gives the address of the card by which the question leaves;',
  '# arp_ignore=1: a card answers for its own addresses only, not for those of the other cards;',
  '# promote_secondaries=0: a secondary address goes with the primary one (some distributions keep it).',
  'add_spaces() {',
  '  spaces+=("$@")',
  '  printf "netns add %s\\n" "$@" | ip -batch -',
  '  for space; do',
  '    ip netns exec "$space" sysctl -eqw net.ipv6.conf.all.disable_ipv6=1 net.ipv6.conf.default.disable_ipv6=1 \\',
  '      net.ipv4.conf.all.rp_filter=0 net.ipv4.conf.default.rp_filter=0 \\',
  '      net.ipv4.conf.all.send_redirects=0 net.ipv4.conf.default.send_redirects=0 \\',
  '      net.ipv4.conf.all.arp_announce=2 net.ipv4.conf.default.arp_announce=2 \\',
  '      net.ipv4.conf.all.arp_ignore=1 net.ipv4.conf.default.arp_ignore=1 \\',
  '      net.ipv4.conf.all.promote_secondaries=0 net.ipv4.conf.default.promote_secondaries=0 \\',
  '      net.ipv4.icmp_ratemask=0 net.ipv4.igmp_link_local_mcast_reports=0 net.ipv4.icmp_echo_ignore_broadcasts=1',
  '  done',
  '}',
  '',
  '# on DEVICE COMMAND…: runs a command on a device.',
  'on() { ip netns exec "$net-$1" "${@:2}"; }',
  '',
  '# ready SPACE FILE VALUE INTERFACE…: waits until Linux has noticed the cables of these interfaces.',
  'ready() {',
  '  ip netns exec "$1" sh -c \'file=$1 value=$2; shift 2; for port; do',
  '    until [ "$(cat "/sys/class/net/$port/$file")" = "$value" ]; do sleep 0.1; done',
  '  done\' _ "${@:2}"',
  '}',
  '',
  '# launch NAME DEVICE COMMAND…: a command on a device, in the background. What it prints is shown, or kept in DIR/NAME.txt.',
  'launch() {',
  '  local name=$1 device=$2',
  '  mkfifo "$work/$name"',
  '  if [ "$record_to" ]; then exec 3> "$record_to/$name.txt"; else exec 3> >(sed -u "s/^/$device | /"); fi',
  '  GO="$work/$name" ip netns exec "$net-$device" "${@:3}" >&3 2>&1 3>&- &',
  '  talking+=($!) process[$name]=$!',
  '  exec 3>&-',
  '}',
  '# prepare NAME DEVICE COMMAND…: the same, but it waits until `go NAME`.',
  'prepare() {',
  '  launch "$1" "$2" sh -c \'read -r _ < "$GO"; exec env --default-signal=INT "$@"\' sh "${@:3}"',
  '}',
  'go() { echo go > "$work/$1"; }',
  '',
  '# ended NAME…: waits until these commands have ended by themselves, and for what they may have left under way.',
  'ended() {',
  '  for name; do while kill -0 "${process[$name]}" 2> /dev/null; do sleep 0.1; done; done',
  '  sleep 3.6',
  '}',
  '',
  '# stop PROCESS…: as Ctrl+C does, so that who counts prints its counts; then waits until all have ended, 10 seconds at most.',
  'stop() {',
  '  kill -INT "$@" 2> /dev/null || true',
  '  for ((tries = 0; tries < 200; tries++)); do kill -0 "$@" 2> /dev/null || return 0; sleep 0.05; done',
  '}',
  '',
  '# at SECONDS: waits until so many seconds after the start.',
  'at() {',
  '  local moment now=${EPOCHREALTIME/[.,]/}',
  '  printf -v moment %.6f "$1"',
  '  local left=$((start + 10#${moment/./} - now))',
  '  [ "$left" -le 0 ] || sleep "$((left / 1000000)).$(printf %06d "$((left % 1000000))")"',
  '}',
];
