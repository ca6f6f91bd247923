/** What has to hold of every verdict on the page: the words of its rule with the values of this move, nothing raw, nothing cut off. */
import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { portLabel } from '../../client/panels/seat.ts';
import type { Match } from '../../shared/game/match.ts';
import type { Verdict } from '../../shared/game/view.ts';
import type { Language, RuleCase } from '../../shared/text/language.ts';
import type { Way } from './tour.ts';

/** The verdict as the words of its rule want it. */
function caseOf(verdict: Verdict, name: (device: string) => string): RuleCase {
  const { ping } = verdict;
  const named = ping === null ? null : { on: name(ping.on), to: ping.to === '' ? '' : name(ping.to) };
  return { ...verdict, port: portLabel, name, ping: named };
}

const nameIn =
  (match: Match, { puzzles }: Language) =>
  (device: string): string =>
    puzzles[match.puzzle.id].names[device]?.name ?? device;

/** The open verdict says what this one is. */
export async function checkVerdict(page: Page, way: Way, match: Match, seat: string): Promise<void> {
  const { verdict } = match.seats[seat]!;
  if (verdict === null) throw new Error(`${seat} has no verdict`);
  const card = page.locator('.verdict');
  await card.waitFor();
  const what = `${match.puzzle.id} ${seat}: ${verdict.rule} ${verdict.part} "${verdict.played}" for "${verdict.expected}", ${way.name}`;
  await saysItsRule(card, way, match, verdict, what);
  const text = await visibleText(card);
  nothingRaw(text, way.language, match, what);
  for (const value of literals(verdict)) expect.soft(text, `${what} names ${value}`).toContain(value);
  expect.soft(await cutOff(card), `cut off: ${what}`).toEqual([]);
  expect.soft(await page.locator('body').textContent(), what).toContain(nameIn(match, way.language)(seat));
}

async function saysItsRule(
  card: Locator,
  { language }: Way,
  match: Match,
  verdict: Verdict,
  what: string,
): Promise<void> {
  const words = language.words.panels.verdict;
  const rule = language.rules[verdict.rule];
  const it = caseOf(verdict, nameIn(match, language));
  expect.soft(await card.locator('h3').textContent(), what).toBe(verdict.refused ? words.refusedHead : rule.head(it));
  const happened = await card.locator('.inside section').first().locator('p').textContent();
  if (!verdict.refused) expect.soft(happened, what).toBe(rule.happened(it));
  else expect.soft(happened, what).toMatch(between(words.refused('§')));
  expect.soft(await card.locator('.rule').textContent(), what).toBe(rule.rule);
  expect.soft(await card.locator('code').textContent(), what).toBe(verdict.rule);
  const values = rule.values(it);
  const shown = await card.locator('.values .value').allTextContents();
  expect.soft(shown, what).toEqual(values.map(({ value }) => value));
  const notes = values.flatMap(({ note }) => (note === undefined ? [] : [note]));
  expect.soft(await card.locator('.values .note').allTextContents(), what).toEqual(notes);
  const reason = rule.reason(it);
  if (reason !== '') expect.soft(await card.locator('.reason').textContent(), what).toBe(reason);
}

/** A sentence with something in the place of §. */
function between(sentence: string): RegExp {
  const [before = '', after = ''] = sentence
    .split('§')
    .map((half) => half.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`));
  return new RegExp(`^${before.trim()}.+${after.trim()}$`);
}

/** A wasteful move ends its letter; it is told over the board, by what it cost. */
export async function checkWasteful(page: Page, way: Way, match: Match, seat: string): Promise<void> {
  const { verdict } = match.seats[seat]!;
  if (verdict === null) throw new Error(`${seat} has no verdict`);
  const { rules, words } = way.language;
  const happened = rules[verdict.rule].happened(caseOf(verdict, nameIn(match, way.language)));
  const told = words.panels.verdict.told(words.panels.verdict.signs[verdict.quality], happened);
  const toast = page.locator('.toast', { hasText: told });
  await toast.waitFor({ timeout: 10_000 });
  nothingRaw(told, way.language, match, told);
}

/** What people read of a part of the page; the id of the rule, set apart as code, is no part of it. */
export async function visibleText(part: Locator): Promise<string> {
  return part.evaluate((element) => {
    const read = (it: Element): string => (it instanceof HTMLElement ? it.innerText : '');
    return [...element.querySelectorAll('code')].reduce((rest, code) => rest.replace(read(code), ''), read(element));
  });
}

/** Names of parts as the code has them, where they are no words of a language. */
const RAW_PARTS =
  /\b(?:ethernet|arp|ipv4|icmp)\.[a-z]|\b(?:neighbor-learn|learn-port|stp-(?:root|role|former-role)|port-vlan|nat-(?:in|out)|next-hop|back-off)\b/;

/** Nothing of the code shows through, and no other language. */
export function nothingRaw(text: string, language: Language, match: Match, what: string): void {
  expect.soft(text, what).not.toMatch(/undefined|NaN|\[object|[{}]|\bp\d+\b|null/);
  expect.soft(text, what).not.toMatch(RAW_PARTS);
  const names = Object.entries(language.puzzles[match.puzzle.id].names);
  for (const [id] of names) {
    if (id.length < 2 || names.some(([, { name, short }]) => name.includes(id) || short.includes(id))) continue;
    expect.soft(text, what).not.toMatch(new RegExp(String.raw`\b${id}\b`));
  }
  if (language.code === 'en') expect.soft(text, what).not.toMatch(/[\u3000-\u9FFF\uFF00-\uFFEF]/);
  else {
    // Numbers in hexadecimal, and what a route is called on Linux.
    const rest = text.replaceAll(/\b[\da-f]{2}\b|\beth\d+\b|\b(?:ping|via|dev)\b|[\da-f]{8}/g, '');
    expect.soft(rest.match(/(?<![A-Za-z])[a-z]{2,}/g) ?? [], what).toEqual([]);
  }
}

/** The played and the expected value, where they are addresses, numbers or ports. */
function literals({ part, expected, played }: Verdict): readonly string[] {
  if (part === 'ports' || part === 'learn-port' || part === 'tags') return expected.split(' ').map(portLabel);
  // A row of a routing table is named by its prefix.
  const said = part === 'route' ? [expected, played].map((row) => row.split(' ')[0] ?? '') : [expected, played];
  return said.filter((value) => /^(?:\d|[\da-f]{2}:)/.test(value));
}

/** Elements whose content is wider than they are, or that reach over the card's edge, as only buttons without a frame may. */
export async function cutOff(part: Locator): Promise<readonly string[]> {
  return part.evaluate((card) => {
    const edge = card.getBoundingClientRect();
    return [card, ...card.querySelectorAll('*')].flatMap((element) => {
      if (!(element instanceof HTMLElement) || element.closest('.unseen, .hidden, .btn.ghost') !== null) return [];
      const box = element.getBoundingClientRect();
      const isCut = element.scrollWidth > element.clientWidth + 1 && getComputedStyle(element).overflowX !== 'visible';
      const isOver = box.width > 0 && (box.right > edge.right + 1 || box.left < edge.left - 1);
      return isCut || isOver ? [element.outerHTML.slice(0, 160)] : [];
    });
  });
}
