/** The shape of a lab: which fields there are, of which type and in which range. Unknown fields are refused, and those of later versions by name. */
import * as v from 'valibot';
import type { Lab, LabMistake } from './lab-format.ts';

/** Reads the shape; the values behind it (addresses, names of link ends) are not looked at. */
export function readShape(value: unknown): Lab | LabMistake {
  const early = notYet(value) ?? reservedWord(value, '', 0);
  if (early !== undefined) return early;
  const result = v.safeParse(labShape, value, { abortEarly: true });
  return result.success ? result.output : mistakeOf(result.issues[0]);
}

const record = v.custom<Record<string, unknown>>(isRecord);
const fields = <Entries extends v.ObjectEntries>(entries: Entries) => v.strictObject(entries);
const tableOf = <Value extends v.GenericSchema>(values: Value) => v.pipe(record, v.record(v.string(), values));
const isWhole = (least: number, most: number) =>
  v.pipe(
    v.number(),
    v.check(
      (value) => Number.isInteger(value) && value >= least && value <= most,
      `must be a whole number from ${least} to ${most}`,
    ),
  );

const station = {
  interfaces: tableOf(fields({ mac: v.string(), ipv4: v.string() })),
  routes: v.exactOptional(v.array(fields({ to: v.string(), via: v.string() }))),
  neigh: v.exactOptional(tableOf(v.string())),
};
const ports = tableOf(v.pipe(record, fields({})));

const labShape = v.pipe(
  record,
  fields({
    name: v.exactOptional(v.string()),
    devices: tableOf(
      v.variant('kind', [
        fields({ kind: v.literal('host'), ...station }),
        fields({ kind: v.literal('router'), ...station }),
        fields({ kind: v.literal('switch'), mac: v.exactOptional(v.string()), ports }),
        fields({ kind: v.literal('hub'), ports }),
      ]),
    ),
    links: v.exactOptional(v.array(v.strictTuple([v.string(), v.string()]))),
    traffic: v.exactOptional(
      v.array(
        fields({
          at: v.exactOptional(
            v.pipe(
              v.number(),
              v.check((at) => at >= 0 && at <= 86_400, 'must be from 0 to 86400 seconds'),
            ),
          ),
          on: v.string(),
          ping: fields({
            to: v.string(),
            count: v.exactOptional(isWhole(1, 65_535)),
            intervalMs: v.exactOptional(isWhole(1, 3_600_000)),
            ttl: v.exactOptional(isWhole(1, 255)),
          }),
        }),
      ),
    ),
  }),
);

/** Fields of the format's later versions, with what a lab that has them would need. */
const deviceFieldsNotYet: Readonly<Record<string, string>> = {
  nat: 'NAT is not simulated yet',
  stp: 'the spanning tree is not simulated yet',
  remotes: 'VXLAN is not simulated yet',
};
const portFieldsNotYet: Readonly<Record<string, string>> = {
  vlan: 'VLANs are not simulated yet',
  vni: 'VXLAN is not simulated yet',
};

/** What a later version can simulate is no unknown field: the lab is right, only too new. */
function notYet(value: unknown): LabMistake | undefined {
  for (const [id, device] of entriesOf(isRecord(value) ? value.devices : undefined)) {
    const path = `devices.${id}`;
    if (!isRecord(device)) continue;
    if (device.kind === 'vtep') return { path: `${path}.kind`, mistake: 'a vtep is not simulated yet' };
    const field = Object.keys(device).find((key) => Object.hasOwn(deviceFieldsNotYet, key));
    if (field !== undefined) return { path: `${path}.${field}`, mistake: deviceFieldsNotYet[field] ?? '' };
    for (const [port, settings] of entriesOf(device.ports)) {
      const setting = entriesOf(settings).find(([key]) => Object.hasOwn(portFieldsNotYet, key))?.[0];
      if (setting === undefined) continue;
      return { path: `${path}.ports.${port}.${setting}`, mistake: portFieldsNotYet[setting] ?? '' };
    }
  }
  return undefined;
}

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
  variant: 'must be "host", "hub", "switch" or "router"',
};

function mistakeOf(issue: v.BaseIssue<unknown>): LabMistake {
  const path = (issue.path ?? []).reduce(
    (before, step) => (typeof step.key === 'number' ? `${before}[${step.key}]` : joined(before, String(step.key))),
    '',
  );
  if (issue.type === 'check') return { path, mistake: issue.message };
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
