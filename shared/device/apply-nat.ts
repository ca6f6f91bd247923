/**
 * Writes the table of translations; called by apply.ts only. Times are those of Linux (nf_conntrack-sysctl): shorter than RFC 5508 REQ-2 (60 s for
 * an echo) and RFC 4787 REQ-5 (2 min for datagrams) ask for.
 */
import type { Ipv4 } from '../address/ipv4.ts';
import { hasAddress, NO_ADDRESS } from './addresses.ts';
import type { Station } from './device.ts';
import type { Action } from './event.ts';
import { answerOf, firstOf, keyOf, senderKey, type Flow, type Translation, type Translations } from './nat-table.ts';

/** An echo, or a datagram that may stay the only one: kept for so long after the last packet, microseconds. */
export const KEPT_US = 30_000_000;
/** Datagrams both ways, and still so after STREAM_AFTER_US: a conversation. */
export const STREAM_KEPT_US = 120_000_000;
export const STREAM_AFTER_US = 2_000_000;

export type TranslationAction = Extract<
  Action,
  { do: 'remember-translation' | 'use-translation' | 'forget-translation' }
>;

export function applyTranslation(station: Station, action: TranslationAction, nowUs: number): void {
  const { nat } = station;
  if (nat === undefined) return;
  switch (action.do) {
    case 'remember-translation':
      remember(nat, action.flow, nowUs);
      return;
    case 'use-translation': {
      const row = nat.flows[action.key];
      if (row !== undefined) use(row, action.answers, nowUs);
      return;
    }
    case 'forget-translation':
      forget(nat, action.key);
  }
}

/** Forgets what was silent for too long, and what had an address outside that is gone. */
export function ageTranslations(station: Station, nowUs: number): void {
  const { nat } = station;
  if (nat === undefined) return;
  const outside = station.interfaces[nat.outside];
  const address = outside?.up === true ? outside.address : NO_ADDRESS;
  if (nat.outsideAddress !== address) {
    nat.outsideAddress = address;
    for (const key in nat.flows) {
      const row = nat.flows[key];
      if (row?.isTranslated !== true || (outside?.up === true && hasAddress(outside, row.outside.address))) continue;
      forget(nat, key);
    }
  }
  if (nowUs >= nat.nextAgeingUs) forgetOld(nat, nowUs);
}

/** Forgets what has one of these addresses outside. */
export function forgetOutside(nat: Translations, addresses: readonly Ipv4[]): void {
  for (const key in nat.flows) {
    const row = nat.flows[key];
    if (row?.isTranslated === true && addresses.includes(row.outside.address)) forget(nat, key);
  }
}

/** No row that comes later can be too old before KEPT_US have passed, so until then only these count. */
function forgetOld(nat: Translations, nowUs: number): void {
  let nextAgeingUs = nowUs + KEPT_US;
  for (const key in nat.flows) {
    const row = nat.flows[key]!;
    const endUs = row.seenUs + row.keptUs;
    if (endUs <= nowUs) forget(nat, key);
    else if (endUs < nextAgeingUs) nextAgeingUs = endUs;
  }
  nat.nextAgeingUs = nextAgeingUs;
}

function remember(nat: Translations, flow: Flow, nowUs: number): void {
  const key = keyOf(firstOf(flow));
  forget(nat, key);
  nat.flows[key] = { ...flow, startedUs: nowUs, seenUs: nowUs, isAnswered: false, keptUs: KEPT_US };
  nat.answers[keyOf(answerOf(flow))] = key;
  (nat.senders[senderKey(flow.protocol, flow.inside)] ??= []).push(key);
}

/** An answer alone is no conversation yet: only what comes after it can make one (nf_conntrack_proto_udp.c). */
function use(row: Translation, answers: boolean, nowUs: number): void {
  const isConversation = row.protocol === 'udp' && row.isAnswered && nowUs - row.startedUs > STREAM_AFTER_US;
  row.keptUs = isConversation ? STREAM_KEPT_US : KEPT_US;
  row.seenUs = nowUs;
  if (answers) row.isAnswered = true;
}

function forget(nat: Translations, key: string): void {
  const row = nat.flows[key];
  if (row === undefined) return;
  delete nat.flows[key];
  delete nat.answers[keyOf(answerOf(row))];
  const sender = senderKey(row.protocol, row.inside);
  const others = nat.senders[sender]?.filter((other) => other !== key) ?? [];
  if (others.length === 0) delete nat.senders[sender];
  else nat.senders[sender] = others;
}
