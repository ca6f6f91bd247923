/** What traceroute 2.1 prints (traceroute/traceroute.c): a line a hop, an address whenever another one answers, a time for each probe. */
import type { Probe, Traceroute } from '../traceroute.ts';
import type { TracerouteProgram } from './command.ts';

/** The whole text so far. `nowUs`: a probe is printed when it has been answered, or its wait is over. */
export function tracerouteOutput(program: TracerouteProgram, trace: Traceroute, nowUs: number): string {
  const start = `traceroute to ${program.name} (${trace.to}), ${trace.maxHops} hops max, 60 byte packets`;
  const over = trace.probes.filter((probe) => isOver(trace, probe, nowUs));
  const last = over.at(-1)?.ttl ?? 0;
  const first = trace.firstHop ?? 1;
  const lines = Array.from({ length: Math.max(0, last - first + 1) }, (_, place) => {
    const probes = over.filter((probe) => probe.ttl === first + place);
    return `${String(first + place).padStart(2)} ${hopText(program, probes)}`;
  });
  const isComplete = trace.end !== undefined || over.length % trace.probesPerHop === 0;
  const error =
    trace.end === 'no-route'
      ? ['send: Network is unreachable']
      : trace.end === 'filtered'
        ? ['send: Operation not permitted']
        : [];
  return `${[start, ...lines, ...error].join('\n')}${isComplete ? '\n' : ''}`;
}

/** Is the program done? */
export function tracerouteIsOver(trace: Traceroute): boolean {
  return trace.end !== undefined;
}

function isOver(trace: Traceroute, probe: Probe, nowUs: number): boolean {
  if (probe.rttUs !== undefined) return probe.sentUs + probe.rttUs <= nowUs;
  return probe.sentUs + trace.waitUs <= nowUs;
}

function hopText(program: TracerouteProgram, probes: readonly Probe[]): string {
  let before: Probe['from'];
  let text = '';
  for (const { from, rttUs, code } of probes) {
    if (from === undefined || rttUs === undefined) {
      text += ' *';
      continue;
    }
    if (from !== before) text += ` ${program.numeric ? from : `${from} (${from})`}`;
    before = from;
    text += `  ${(rttUs / 1000).toFixed(3)} ms${code === '' ? '' : ` ${code}`}`;
  }
  return text;
}
