/** The words of every rule, spoken about every decision that devices really come to, with everything that can be played. */
import { describe, expect, it } from 'vitest';
import type { Thinking } from '../../../shared/device/decision.ts';
import { askedFields, ruleIds, thoughts, type Facts } from '../../../shared/device/rule.ts';
import { loadLanguage } from '../../../shared/text/index.ts';
import { languageCodes, type Language, type RuleCase, type RuleText } from '../../../shared/text/language.ts';
import { allDecisions } from './decisions.ts';
import { englishWords, hanSigns, sentenceFaults } from './language-checks.ts';

const decisions = allDecisions();
const wrong = decisions.filter((point) => point.quality !== 'right');
const port = (id: string): string => id.replace(/^p/, '');

/** Facts that notice when words ask for a fact that the device does not give. */
function strict(facts: Facts): Facts {
  return new Proxy(facts, {
    get: (target, name) => {
      if (typeof name === 'string' && !(name in target)) throw new Error(`no fact ${name}`);
      return Reflect.get(target, name) as unknown;
    },
  });
}

function caseOf(language: Language, point: Thinking, withPing: boolean): RuleCase {
  const names = language.puzzles['learning-switch'].names;
  const ping = withPing ? { on: names['M1']?.name ?? '', to: names['M4']?.name ?? '' } : null;
  return {
    ...point,
    facts: strict(point.facts),
    port,
    ping,
    name: (device) => language.puzzles['broadcast-storm'].names[device]?.name ?? device,
  };
}

describe('the decisions that the words are tried on', () => {
  it('come to every rule and every part, right and wrong', () => {
    const rules = new Set(wrong.map(({ rule }) => rule));
    const parts = new Set(wrong.map(({ part }) => part));
    // What is broken no device decides, and to which VLAN a port is set no frame asks: that is configure play.
    expect(ruleIds.filter((rule) => !rules.has(rule))).toEqual(['fault.find']);
    expect([...thoughts, ...askedFields].filter((part) => !parts.has(part))).toEqual(['port-vlan', 'fault']);
    expect(new Set(wrong.filter(({ part }) => part === 'lookup').map(({ expected }) => expected))).toEqual(
      new Set(['known', 'unknown', 'broadcast']),
    );
    expect(new Set(decisions.map(({ quality }) => quality))).toEqual(
      new Set(['right', 'wasteful', 'broken', 'unsafe']),
    );
  });
});

describe.each(languageCodes)('the rules in %s', async (code) => {
  const language = await loadLanguage(code);
  const textOf = ({ rule }: Thinking): RuleText => language.rules[rule];
  const faultsOf = (point: Thinking, text: string): readonly string[] =>
    sentenceFaults(language, text).map((fault) => `${point.rule} ${point.part} ${point.played} ${fault}`);

  it('says what happened, and why, for everything that can be played', () => {
    const faults = decisions.flatMap((point) =>
      [true, false].flatMap((withPing) => {
        const it = caseOf(language, point, withPing);
        const text = textOf(point);
        return [text.question(point.part), text.head(it), text.happened(it), text.reason(it)].flatMap((said) =>
          faultsOf(point, said),
        );
      }),
    );
    expect([...new Set(faults)]).toEqual([]);
  });

  it('has heads that fit on a line', () => {
    const long = (head: string): boolean => (code === 'en' ? englishWords(head) > 6 : hanSigns(head) > 14);
    const heads = decisions.map((point) => textOf(point).head(caseOf(language, point, true)));
    expect([...new Set(heads.filter(long))]).toEqual([]);
  });

  it('gives the expected value in the reason of every value that is an address or number', () => {
    const isValue = (text: string): boolean => /^[0-9a-f.:]+$/.test(text);
    const silent = decisions.filter(
      (point) =>
        isValue(point.expected) &&
        !textOf(point)
          .reason(caseOf(language, point, false))
          .includes(point.expected),
    );
    expect(silent.map(({ rule, part }) => `${rule} ${part}`)).toEqual([]);
  });

  it('shows two to eight values, the right one marked', () => {
    const faults = decisions.flatMap((point) => {
      const rows = textOf(point).values(caseOf(language, point, false));
      const said = rows.flatMap((row) => [row.value, ...(row.note === undefined ? [] : [row.note])]);
      const marked = rows.some((row) => row.mark === 'right');
      const wellFormed = rows.length >= 2 && rows.length <= 8 && marked && rows[0]?.label !== '';
      return [
        ...said.flatMap((value) => faultsOf(point, value)),
        ...(wellFormed ? [] : [`${point.rule} ${point.part}: ${rows.length} rows`]),
      ];
    });
    expect([...new Set(faults)]).toEqual([]);
  });

  it('names each rule differently, and states it in one sentence', () => {
    const texts = ruleIds.map((rule) => language.rules[rule]);
    expect(new Set(texts.map(({ name }) => name)).size).toBe(texts.length);
    expect(texts.flatMap(({ name, rule }) => [name, rule].flatMap((text) => sentenceFaults(language, text)))).toEqual(
      [],
    );
    expect(texts.filter(({ rule }) => !/^[^.。]+(?:\.[^. ]+)*[.。]$/.test(rule)).map(({ rule }) => rule)).toEqual([]);
  });

  it('tells different mistakes at one point apart', () => {
    const flooding = wrong.filter(({ rule, part }) => rule === 'switch.flood' && part === 'ports');
    const missed = flooding.find(({ played }) => played === '');
    const back = flooding.find(({ quality }) => quality === 'wasteful');
    const said = [missed, back].map((point) => (point ? textOf(point).happened(caseOf(language, point, true)) : ''));
    expect(said[0]).not.toBe('');
    expect(said[0]).not.toBe(said[1]);
  });
});

describe('a host with two gateways', () => {
  const facts = (destination: string, nextHop: string): Facts => ({
    destination,
    nextHop,
    subnet: '192.168.1.0/24',
    onLink: false,
    routes: ['192.168.1.0/24 dev eth0', '10.9.0.0/24 via 192.168.1.2 dev eth0', '0.0.0.0/0 via 192.168.1.1 dev eth0'],
  });

  it.each(languageCodes)('hears by which row its packet goes (%s)', async (code) => {
    const { reason } = (await loadLanguage(code)).rules['host.next-hop'];
    const say = (destination: string, nextHop: string): string =>
      reason({
        part: 'next-hop',
        expected: nextHop,
        facts: strict(facts(destination, nextHop)),
        port,
        name: (device) => device,
      });
    expect(say('10.9.0.31', '192.168.1.2')).toContain('10.9.0.0/24');
    expect(say('203.0.113.9', '192.168.1.1')).toMatch(/default route|默认路由/);
  });
});
