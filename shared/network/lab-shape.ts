/** The shape of a lab: which fields there are, of which type and in which range. Unknown fields are refused with their path. */
import * as v from 'valibot';
import type { Lab, LabMistake } from './lab-format.ts';

/** Reads the shape; the values behind it (addresses, names of link ends) are not looked at. */
export function readShape(value: unknown): Lab | LabMistake {
  const early = reservedWord(value, '', 0);
  if (early !== undefined) return early;
  const result = v.safeParse(labShape, value, { abortEarly: true });
  return result.success ? result.output : mistakeOf(result.issues[0]);
}

const record = v.custom<Record<string, unknown>>(isRecord);
const fields = <Entries extends v.ObjectEntries>(entries: Entries) => v.strictObject(entries);
const tableOf = <Value extends v.GenericSchema>(values: Value) => v.pipe(record, v.record(v.string(), values));
const maybe = v.exactOptional;
const isWhole = (least: number, most: number) =>
  v.pipe(
    v.number(),
    v.check(
      (value) => Number.isInteger(value) && value >= least && value <= most,
      `must be a whole number from ${least} to ${most}`,
    ),
  );
const isFrom = (least: number, most: number, unit: string) =>
  v.pipe(
    v.number(),
    v.check((value) => value >= least && value <= most, `must be from ${least} to ${most} ${unit}`),
  );
const oneOf = <const Words extends readonly [string, ...string[]]>(...words: Words) =>
  v.picklist(words, `must be ${words.map((word) => `"${word}"`).join(' or ')}`);

/** One of several shapes, told apart by the field that only it has; without any of them, `mistake`. */
const byField = <const Shapes extends Readonly<Record<string, v.GenericSchema>>>(shapes: Shapes, mistake: string) =>
  v.lazy((input): Shapes[keyof Shapes] => {
    const name = Object.keys(shapes).find((field) => isRecord(input) && Object.hasOwn(input, field));
    return (name === undefined ? v.never(mistake) : shapes[name]) as Shapes[keyof Shapes];
  });

const vlanId = isWhole(1, 4094);
const port = isWhole(1, 65_535);
const rate = isFrom(0.001, 1_000_000, 'megabits a second');
const seconds = isFrom(0, 86_400, 'seconds');
const commandLine = v.pipe(
  v.string(),
  v.check((text) => text.trim() !== '' && text.length <= 500, 'must be a command of at most 500 characters'),
);

const place = { inside: maybe(v.string()) };
const addressList = v.lazy((input) => (Array.isArray(input) ? v.array(v.string()) : v.string()));
const card = fields({
  mac: maybe(v.string()),
  ipv4: maybe(addressList),
  up: maybe(v.boolean()),
  mtu: maybe(isWhole(576, 9216)),
  vlan: maybe(fields({ of: v.string(), id: vlanId })),
});
const network = {
  interfaces: tableOf(card),
  routes: maybe(
    v.array(
      fields({
        to: v.string(),
        via: maybe(v.string()),
        dev: maybe(v.string()),
        metric: maybe(isWhole(0, 4_294_967_295)),
      }),
    ),
  ),
  neigh: maybe(tableOf(v.string())),
};
const chain = fields({
  policy: maybe(oneOf('accept', 'drop')),
  rules: maybe(
    v.array(
      fields({
        in: maybe(v.string()),
        out: maybe(v.string()),
        from: maybe(v.string()),
        to: maybe(v.string()),
        protocol: maybe(oneOf('icmp', 'udp')),
        icmpType: maybe(isWhole(0, 255)),
        port: maybe(port),
        do: oneOf('accept', 'drop', 'reject'),
      }),
    ),
  ),
});
const station = {
  ...place,
  ...network,
  listen: maybe(fields({ udp: tableOf(oneOf('echo', 'sink')) })),
  filter: maybe(fields({ input: maybe(chain), forward: maybe(chain), output: maybe(chain) })),
  nat: maybe(fields({ outside: v.string() })),
  ospf: maybe(
    fields({
      interfaces: tableOf(fields({ cost: maybe(isWhole(1, 65_535)), passive: maybe(v.boolean()) })),
      helloSeconds: maybe(isWhole(1, 60)),
      deadSeconds: maybe(isWhole(2, 240)),
    }),
  ),
};
const portVlan = byField(
  { access: fields({ access: vlanId }), trunk: fields({ trunk: v.array(vlanId), native: maybe(vlanId) }) },
  'must be { "access": VLAN } or { "trunk": [VLAN, …], "native": VLAN }, a VLAN being 1 to 4094',
);
const device = v.variant('kind', [
  fields({ kind: v.literal('host'), ...station }),
  fields({ kind: v.literal('router'), ...station }),
  fields({
    kind: v.literal('switch'),
    ...place,
    mac: maybe(v.string()),
    ports: tableOf(v.pipe(record, fields({ vlan: maybe(portVlan) }))),
    stp: maybe(
      fields({
        priority: isWhole(0, 65_535),
        helloSeconds: maybe(isWhole(1, 10)),
        forwardDelaySeconds: maybe(isWhole(2, 30)),
        maxAgeSeconds: maybe(isWhole(6, 40)),
      }),
    ),
    ageingSeconds: maybe(isWhole(1, 1_000_000)),
  }),
  fields({
    kind: v.literal('hub'),
    ...place,
    ports: tableOf(v.pipe(record, fields({}))),
    rateMbps: maybe(rate),
  }),
  fields({
    kind: v.literal('vtep'),
    ...place,
    ...network,
    ports: tableOf(fields({ vni: isWhole(1, 16_777_215) })),
    remotes: maybe(tableOf(v.array(v.string()))),
  }),
]);

const ends = v.strictTuple([v.string(), v.string()]);
const cable = fields({
  ends,
  rateMbps: maybe(rate),
  queue: maybe(isWhole(1, 100_000)),
  delayUs: maybe(isWhole(1, 10_000_000)),
  duplex: maybe(oneOf('half')),
  veth: maybe(v.boolean()),
});
const link = v.lazy((input): typeof ends | typeof cable => (isRecord(input) ? cable : ends));

const repeated = { count: maybe(isWhole(1, 65_535)), intervalMs: maybe(isWhole(1, 3_600_000)) };
const item = { at: maybe(seconds), on: v.string() };
const ping = fields({ to: v.string(), ...repeated, ttl: maybe(isWhole(1, 255)) });
const udp = fields({
  to: v.string(),
  port,
  from: maybe(port),
  text: maybe(
    v.pipe(
      v.string(),
      v.check((text) => /^[\x20-\x7e]{0,1400}$/.test(text), 'must be up to 1400 printable ASCII characters'),
    ),
  ),
  ...repeated,
});
const traceroute = fields({
  to: v.string(),
  probes: maybe(isWhole(1, 10)),
  maxHops: maybe(isWhole(1, 255)),
  waitMs: maybe(isWhole(100, 60_000)),
});
const traffic = byField(
  {
    ping: fields({ ...item, ping }),
    udp: fields({ ...item, udp }),
    traceroute: fields({ ...item, traceroute }),
    run: fields({ ...item, run: commandLine }),
  },
  'needs a "ping", "udp", "traceroute" or "run"',
);
const change = byField(
  {
    cut: fields({ at: seconds, cut: v.string() }),
    mend: fields({ at: seconds, mend: v.string() }),
    damage: fields({ at: seconds, damage: v.string(), frames: maybe(isWhole(1, 1_000_000)) }),
    move: fields({ at: seconds, move: ends, announce: maybe(v.boolean()) }),
    run: fields({ at: seconds, on: v.string(), run: commandLine }),
  },
  'needs a "cut", "mend", "damage", "move" or "run"',
);

const labShape = v.pipe(
  record,
  fields({
    name: maybe(v.string()),
    devices: tableOf(device),
    links: maybe(v.array(link)),
    traffic: maybe(v.array(traffic)),
    changes: maybe(v.array(change)),
  }),
);

/** Deeper than any field of the format; what is there is an unknown field anyway. */
const DEPTH_MAX = 10;

/** Names become keys of plain objects, where these words mean something already; the check of the shape would skip them without a word. */
function reservedWord(value: unknown, path: string, depth: number): LabMistake | undefined {
  if (depth > DEPTH_MAX) return undefined;
  const isList = Array.isArray(value);
  for (const [key, inner] of isList ? [...value.entries()] : entriesOf(value)) {
    const at = isList ? `${path}[${key}]` : joined(path, String(key));
    if (!isList && (key === 'prototype' || String(key) in {})) return { path: at, mistake: 'this name is reserved' };
    const found = reservedWord(inner, at, depth + 1);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** What a valibot schema expected, as a person says it. */
const wanted: Readonly<Record<string, string>> = {
  string: 'must be a text',
  number: 'must be a number',
  array: 'must be a list',
  strict_tuple: 'must be a list of two texts, the ends of the cable',
  strict_object: 'must be an object',
  record: 'must be an object',
  custom: 'must be an object',
  variant: 'must be "host", "hub", "switch", "router" or "vtep"',
};

function mistakeOf(issue: v.BaseIssue<unknown>): LabMistake {
  const path = (issue.path ?? []).reduce(
    (before, step) => (typeof step.key === 'number' ? `${before}[${step.key}]` : joined(before, String(step.key))),
    '',
  );
  if (issue.type === 'check' || issue.type === 'never' || issue.type === 'picklist')
    return { path, mistake: issue.message };
  if (issue.type === 'strict_object' && issue.expected === 'never') return { path, mistake: 'unknown field' };
  if (issue.received === 'undefined') return { path, mistake: 'is missing' };
  return { path, mistake: wanted[issue.type] ?? issue.message };
}

function joined(path: string, key: string): string {
  return path === '' ? key : `${path}.${key}`;
}

function entriesOf(value: unknown): [string, unknown][] {
  return isRecord(value) ? Object.entries(value) : [];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
