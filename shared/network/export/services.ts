/** UDP in a few lines of Perl, which every Debian has: what listens at a port, and what sends to one. */
import { addressesOf, type Lab, type LabStation } from '../lab-format.ts';
import { parseInterfaceAddress, broadcastAddressOf, prefixOf } from '../../address/prefix.ts';
import { isMalformed } from '../../address/malformed.ts';

/** The two programs, written to $work when the lab needs them. */
export function servicePrograms(lab: Lab): string[] {
  const stations = Object.values(lab.devices);
  const listens = stations.some((device) => 'listen' in device && device.listen !== undefined);
  const sends = (lab.traffic ?? []).some((item) => 'udp' in item);
  return [...(listens ? listener : []), ...(sends ? sender : [])];
}

/** Starts what listens on a station. Lines of the log: "5 octets from 10.0.0.1:40000". */
export function listenLines(id: string, station: LabStation): string[] {
  const own = Object.values(station.interfaces).flatMap(addressesOf).flatMap(listenedTo);
  const addresses = new Set(['127.0.0.1', ...own]);
  return Object.entries(station.listen?.udp ?? {}).flatMap(([port, what]) => [
    `launch ${listenerName(id, port)} ${id} perl "$work/listen.pl" "$work/${listenerName(id, port)}.ready" ${what} ${port} \\`,
    `  ${[...addresses].join(' ')}`,
    `until [ -e "$work/${listenerName(id, port)}.ready" ]; do sleep 0.05; done`,
  ]);
}

export function listenerName(id: string, port: string): string {
  return `${id}.udp-${port}`;
}

/** What is sent to a subnet's broadcast address arrives at a socket of that address. */
function listenedTo(text: string): string[] {
  const parsed = parseInterfaceAddress(text);
  if (isMalformed(parsed)) return [];
  const broadcast = broadcastAddressOf(prefixOf(parsed.address, parsed.length));
  return [parsed.address, ...(broadcast === undefined ? [] : [broadcast])];
}

const listener: readonly string[] = [
  'cat > "$work/listen.pl" <<\'END\'',
  '# listen.pl READY_FILE echo|sink PORT ADDRESS…: a socket an address, so that an answer comes from the address that was asked.',
  'use strict; use warnings; use IO::Select; use IO::Socket::INET;',
  'my ($readyFile, $what, $port, @addresses) = @ARGV;',
  '$| = 1;',
  '$SIG{INT} = sub { exit 0 };',
  'my $sockets = IO::Select->new(map { IO::Socket::INET->new(Proto => "udp", LocalAddr => $_, LocalPort => $port)',
  '  or die "$_:$port: $!\\n" } @addresses);',
  'open(my $ready, ">", $readyFile) or die "$readyFile: $!\\n";',
  'while (my @ready = $sockets->can_read) {',
  '  for my $socket (@ready) {',
  '    my $from = recv($socket, my $text, 65535, 0) // next;',
  '    my ($fromPort, $fromAddress) = sockaddr_in($from);',
  '    printf "%d octets from %s:%d\\n", length $text, inet_ntoa($fromAddress), $fromPort;',
  '    send($socket, $text, 0, $from) if $what eq "echo";',
  '  }',
  '}',
  'END',
];

const sender: readonly string[] = [
  'cat > "$work/send.pl" <<\'END\'',
  '# send.pl TO PORT FROM_PORT COUNT SECONDS TEXT: sends COUNT times, every SECONDS, and counts what comes back until it is stopped.',
  '# It begins when somebody writes to the pipe $GO.',
  'use strict; use warnings; use IO::Select; use IO::Socket::INET; use Time::HiRes "time";',
  'my ($to, $port, $from, $count, $every, $text) = @ARGV;',
  '$| = 1;',
  'my ($sent, $answered) = (0, 0);',
  '$SIG{INT} = $SIG{TERM} = sub { print "$sent sent, $answered answered\\n"; exit 0 };',
  'my $socket = IO::Socket::INET->new(Proto => "udp", LocalPort => $from, Broadcast => 1) or die "port $from: $!\\n";',
  'my $target = sockaddr_in($port, inet_aton($to));',
  'open(my $go, "<", $ENV{GO}) or die "$ENV{GO}: $!\\n";',
  'readline($go);',
  'my ($next, $wait) = (time, IO::Select->new($socket));',
  'while (1) {',
  '  if ($count > 0 && time >= $next) {',
  '    if (defined send($socket, $text, 0, $target)) { $sent++ } else { print "$!\\n" }',
  '    ($next, $count) = ($next + $every, $count - 1);',
  '  }',
  '  my $left = $count > 0 ? $next - time : undef;',
  '  next if !$wait->can_read(defined $left && $left < 0 ? 0 : $left);',
  '  my $peer = recv($socket, my $answer, 65535, 0) // next;',
  '  my ($peerPort, $peerAddress) = sockaddr_in($peer);',
  '  printf "%d octets from %s:%d\\n", length $answer, inet_ntoa($peerAddress), $peerPort;',
  '  $answered++;',
  '}',
  'END',
];
