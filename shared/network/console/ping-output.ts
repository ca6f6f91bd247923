/** What ping of iputils 20221126 prints (ping/ping.c, ping_common.c): the whole text so far, made from the record of its packets. */
import type { Ipv4 } from '../../address/ipv4.ts';
import { LOOPBACK } from '../../device/loopback.ts';
import type { Ping, PingEvent, PingRecord } from '../ping.ts';
import type { PingProgram } from './command.ts';

/** When it ends by itself: everything answered, or waited long enough after the last request. Undefined: it goes on. */
export function pingEndUs({ record }: Ping): number | undefined {
  if (record === undefined) return undefined;
  const endUs = endByItselfUs(record);
  if (record.deadlineUs === undefined) return endUs;
  return Math.min(endUs ?? Number.POSITIVE_INFINITY, record.startUs + record.deadlineUs);
}

function endByItselfUs(record: PingRecord): number | undefined {
  if (record.stoppedUs !== undefined) return record.stoppedUs;
  const { count, events } = record;
  if (count === undefined) return undefined;
  const settled = events.filter((event) => isSettling(events, event))[count - 1];
  if (settled !== undefined) return settled.atUs;
  if (record.requests < count) return undefined;
  const lastUs = sentUs(record, count);
  const times = replyTimes(record);
  // The wait for the last answer: twice the longest so far, at least one interval (`__schedule_exit`).
  return lastUs + (times.length > 0 ? Math.max(2 * Math.max(...times), record.intervalUs) : record.lingerUs);
}

/** `nowUs`: what came later is not printed. */
export function pingOutput(program: PingProgram, ping: Ping, nowUs: number): string {
  const { record } = ping;
  if (record === undefined) return '';
  const endUs = pingEndUs(ping);
  const untilUs = Math.min(nowUs, endUs ?? nowUs);
  const events = record.events.filter((event) => event.atUs <= untilUs);
  const { name, to, from, size } = program;
  const bound = from === undefined ? '' : ` from ${from.address} ${from.interface}:`;
  const warning = program.broadcast ? 'WARNING: pinging broadcast address\n' : '';
  const start = `${warning}PING ${name} (${to})${bound} ${size}(${size + 28}) bytes of data.\n`;
  const lines = program.quiet ? [] : events.map((event) => `${eventText(program, record, events, event)}\n`);
  const isOver = endUs !== undefined && endUs <= nowUs;
  return `${start}${lines.join('')}${isOver ? statistics(program, record, events) : ''}`;
}

/** An address has a name only if the target was named, and there is no name server but the list of hosts. */
function senderText({ name, numeric }: PingProgram, from: Ipv4): string {
  return name === 'localhost' && !numeric && from === LOOPBACK.address ? `localhost (${from})` : from;
}

function sentUs(record: PingRecord, sequence: number): number {
  return record.startUs + (sequence - 1) * record.intervalUs;
}

function eventText(program: PingProgram, record: PingRecord, events: readonly PingEvent[], event: PingEvent): string {
  switch (event.kind) {
    case 'reply': {
      const time = record.size < 16 ? '' : ` time=${timeText(event.atUs - sentUs(record, event.sequence))} ms`;
      const again = isRepeat(events, event) ? ' (DUP!)' : '';
      return `${event.octets + 8} bytes from ${senderText(program, event.from)}: icmp_seq=${event.sequence} ttl=${event.ttl}${time}${again}`;
    }
    case 'error':
      return `From ${event.from} icmp_seq=${event.sequence} ${errorText(event.type, event.code)}`;
    case 'unsent':
      return `ping: sendmsg: ${event.why === 'no-route' ? 'Network is unreachable' : 'Operation not permitted'}`;
  }
}

/** The same answer once more. */
function isRepeat(events: readonly PingEvent[], event: PingEvent): boolean {
  const first = events.find((other) => other.kind === 'reply' && other.sequence === event.sequence);
  return event.kind === 'reply' && first !== event;
}

/** Replies, each request once, and errors; what `ping -c` counts. */
function isSettling(events: readonly PingEvent[], event: PingEvent): boolean {
  return event.kind === 'error' || (event.kind === 'reply' && !isRepeat(events, event));
}

/** Milliseconds with three digits that mean something. */
function timeText(us: number): string {
  if (us >= 99_950) return String(Math.floor((us + 500) / 1000));
  if (us >= 9995) return `${Math.floor((us + 50) / 1000)}.${Math.floor(((us + 50) % 1000) / 100)}`;
  if (us >= 1000) return `${Math.floor((us + 5) / 1000)}.${digits(Math.floor(((us + 5) % 1000) / 10), 2)}`;
  return `0.${digits(us, 3)}`;
}

function digits(number: number, count: number): string {
  return String(number).padStart(count, '0');
}

const UNREACHABLE: Readonly<Record<number, string>> = {
  0: 'Destination Net Unreachable',
  1: 'Destination Host Unreachable',
  2: 'Destination Protocol Unreachable',
  3: 'Destination Port Unreachable',
  4: 'Frag needed and DF set (mtu = 0)',
  5: 'Source Route Failed',
  6: 'Destination Net Unknown',
  7: 'Destination Host Unknown',
  9: 'Destination Net Prohibited',
  10: 'Destination Host Prohibited',
  13: 'Packet filtered',
};

function errorText(type: number, code: number): string {
  if (type === 3) return UNREACHABLE[code] ?? `Dest Unreachable, Bad Code: ${code}`;
  if (type === 11) return code === 0 ? 'Time to live exceeded' : 'Frag reassembly time exceeded';
  return `Bad ICMP type: ${type}`;
}

function replyTimes(record: PingRecord): readonly number[] {
  return record.events.flatMap((event) =>
    event.kind === 'reply' ? [event.atUs - sentUs(record, event.sequence)] : [],
  );
}

function statistics(program: PingProgram, record: PingRecord, events: readonly PingEvent[]): string {
  const replies = events.filter((event) => event.kind === 'reply');
  const received = replies.filter((event) => !isRepeat(events, event)).length;
  const duplicates = replies.length - received;
  const errors = events.filter((event) => event.kind === 'error').length;
  const sent = record.requests;
  const parts = [
    `${sent} packets transmitted`,
    `${received} received`,
    ...(duplicates > 0 ? [`+${duplicates} duplicates`] : []),
    ...(errors > 0 ? [`+${errors} errors`] : []),
    `${lossText(sent, received)}% packet loss`,
    `time ${Math.floor((Math.max(0, sent - 1) * record.intervalUs) / 1000)}ms`,
  ];
  const rtt =
    replies.length > 0 && record.size >= 16
      ? rttText(replies.map((event) => event.atUs - sentUs(record, event.sequence)))
      : '';
  const pipe = pipeOf(record, events);
  const last = [rtt, ...(pipe > 1 ? [`pipe ${pipe}`] : [])].filter((part) => part !== '').join(', ');
  return `\n--- ${program.name} ping statistics ---\n${parts.join(', ')}\n${last}\n`;
}

/** As C's %g: six digits that mean something, no zeros at the end. */
function lossText(sent: number, received: number): string {
  return sent === 0 ? '0' : String(Number((((sent - received) * 100) / sent).toPrecision(6)));
}

function rttText(times: readonly number[]): string {
  const sum = times.reduce((total, time) => total + time, 0);
  const squares = times.reduce((total, time) => total + time * time, 0);
  const variance = Math.floor((squares - Math.floor((sum * sum) / times.length)) / times.length);
  const numbers = [
    Math.min(...times),
    Math.floor(sum / times.length),
    Math.max(...times),
    Math.floor(Math.sqrt(variance)),
  ];
  const texts = numbers.map((us) => `${Math.floor(us / 1000)}.${digits(us % 1000, 3)}`);
  return `rtt min/avg/max/mdev = ${texts.join('/')} ms`;
}

/** Most requests that were under way at a time, counted when an answer comes. */
function pipeOf(record: PingRecord, events: readonly PingEvent[]): number {
  let most = 0;
  for (const event of events) {
    if (event.kind === 'unsent') continue;
    const transmitted = Math.min(record.requests, Math.floor((event.atUs - record.startUs) / record.intervalUs) + 1);
    most = Math.max(most, transmitted - event.sequence + 1);
  }
  return most;
}
