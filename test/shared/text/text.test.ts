/** The lessons: cards, names, goals, terms and the choices of the form, in every language. */
import { describe, expect, it } from 'vitest';
import { portsOf } from '../../../shared/device/device.ts';
import { askedFields, thoughts } from '../../../shared/device/rule.ts';
import { deal } from '../../../shared/game/deal.ts';
import { goalViews } from '../../../shared/game/goal.ts';
import { createMatch } from '../../../shared/game/match.ts';
import { puzzleIds, type Puzzle } from '../../../shared/game/puzzle.ts';
import type { GoalView } from '../../../shared/game/goal-view.ts';
import { buildNetwork } from '../../../shared/network/lab.ts';
import { puzzles } from '../../../shared/puzzles/index.ts';
import { glossaryIds, type GlossaryId } from '../../../shared/text/glossary.ts';
import { languageNames, loadLanguage } from '../../../shared/text/index.ts';
import { languageCodes, type Language, type RichText } from '../../../shared/text/language.ts';
import { plainText } from '../../../shared/text/rich.ts';
import { allDecisions } from './decisions.ts';
import { englishWords, hanSigns, puzzleTexts, richTexts, sentenceFaults, trialsOf } from './language-checks.ts';

/** Found once, before any test's clock runs: it takes seconds. */
const decisions = allDecisions();
const languages = await Promise.all(languageCodes.map(loadLanguage));

describe.each(languages.map((language) => [language.code, language] as const))(
  'the lessons in %s',
  (code, language) => {
    it('is named as where it is chosen', () => {
      expect(language.name).toBe(languageNames[code]);
    });

    it('has no faulty sentence', () => {
      const glossary = Object.values(language.glossary).flatMap(({ term, meaning }) => [term, meaning]);
      const texts = [
        ...puzzleTexts(language),
        ...glossary,
        ...Object.values(language.kinds),
        ...goalSentences(language),
      ];
      expect(texts.flatMap((text) => sentenceFaults(language, text))).toEqual([]);
    });

    it('has no faulty sentence on predictions, whatever script the names begin and end with', () => {
      const { predict, watching, youAre } = language.words.panels;
      const names = [...Object.values(language.puzzles.trunk.names), ...Object.values(language.puzzles.vlan.names)];
      const texts = names.flatMap(({ name }) => {
        const towards = predict.towards([name, 'A1']);
        return [
          predict.waits(name, name),
          predict.flies(name, name),
          predict.whether(name),
          predict.open(name, towards),
          predict.right(name, towards),
          predict.wrong(name, towards, predict.nothing),
          predict.hasPacket(name, predict.request(name, 'A1')),
          predict.hasPacket('A1', predict.answer('A1', name)),
          predict.whom(name),
          predict.open(name, predict.addressed(name)),
          predict.wrong(name, predict.addressedToAll, predict.addressed('A1')),
          watching.sit(name),
          youAre(name),
        ];
      });
      expect(texts.flatMap((text) => sentenceFaults(language, text))).toEqual([]);
    });

    it('introduces each puzzle with three to six short cards', () => {
      const isLong = (text: string): boolean => (code === 'en' ? englishWords(text) > 60 : hanSigns(text) > 110);
      const numbers = puzzleIds.map((id) => language.puzzles[id].intro.length);
      const cards = puzzleIds.flatMap((id) => language.puzzles[id].intro);
      expect(numbers.filter((number) => number < 3 || number > 6)).toEqual([]);
      expect(cards.filter(({ body }) => isLong(plainText(body))).map(({ title }) => title)).toEqual([]);
    });

    it.each(puzzleIds)('has something to touch on a card of %s, with one right choice and short reasons', (id) => {
      const { intro } = language.puzzles[id];
      expect(intro.filter(({ touch }) => touch !== undefined)).not.toEqual([]);
      const isLong = (text: string): boolean => (code === 'en' ? englishWords(text) > 20 : hanSigns(text) > 40);
      for (const { choices } of trialsOf(intro)) {
        expect(choices.filter(({ isRight }) => isRight)).toHaveLength(1);
        expect(choices.map(({ says }) => says).filter(isLong)).toEqual([]);
      }
      const places = languages.map(({ puzzles: { [id]: puzzle } }) =>
        puzzle.intro.map(({ touch }) =>
          typeof touch === 'object' ? touch.choices.map(({ isRight, frame }) => [isRight, frame]) : touch,
        ),
      );
      expect(places).toEqual(places.map(() => places[0]));
    });

    it('tells each story in one sentence', () => {
      const stories = puzzleIds.map((id) => language.puzzles[id].story);
      expect(stories.filter((story) => !/^[^.。]+[.。]$/.test(story))).toEqual([]);
    });

    it.each(puzzleIds)('names all that is on the map of %s, with short names that tell them apart', (id) => {
      const { names, areas } = language.puzzles[id];
      const puzzle: Puzzle = puzzles[id];
      expect(Object.keys(names).toSorted()).toEqual(Object.keys(puzzle.devices).toSorted());
      expect(Object.keys(areas).toSorted()).toEqual((puzzle.map.areas ?? []).map((area) => area.id).toSorted());
      expect(new Set(Object.values(names).map(({ short }) => short)).size).toBe(Object.keys(names).length);
      expect(Object.values(names).filter(({ short }) => short.length > 3)).toEqual([]);
    });

    it.each(puzzleIds)('pictures devices of %s that are joined, a frame at one of them', (id) => {
      const joined = neighboursOf(puzzles[id]);
      const faults = language.puzzles[id].intro.flatMap(({ title, touch, picture: { devices, frame } }) => {
        const moved = typeof touch === 'object' ? touch.choices.map((choice) => choice.frame) : [];
        const isAlone = (device: string): boolean => !devices.some((other) => joined.has(`${device} ${other}`));
        const alone = devices.length === 1 ? [] : devices.filter(isAlone);
        const strayed = [frame, ...moved].flatMap((it) =>
          it === undefined || devices.includes(it.at) ? [] : [`frame at ${it.at}`],
        );
        return [...alone, ...strayed].map((fault) => `${title}: ${fault}`);
      });
      expect(faults).toEqual([]);
    });

    it('explains every term that it uses, and uses or lists every term', () => {
      const used = termsIn(richTexts(language));
      const listed = puzzleIds.flatMap((id) => [...language.puzzles[id].terms]);
      expect([...used, ...listed].filter((id) => !glossaryIds.includes(id))).toEqual([]);
      expect(glossaryIds.filter((id) => !used.includes(id) && !listed.includes(id))).toEqual([]);
      const unlisted = puzzleIds.flatMap((id) => {
        const { terms, intro } = language.puzzles[id];
        return termsIn(intro.map(({ body }) => body)).filter((term) => !terms.includes(term));
      });
      expect(unlisted).toEqual([]);
    });

    it('has short titles and a word for every choice that is a word', () => {
      const titles = [...thoughts, ...askedFields].map((part) => language.parts[part].title);
      const labels = [...thoughts, ...askedFields].map((part) => language.parts[part].label);
      const isLong = (title: string): boolean => (code === 'en' ? englishWords(title) > 8 : hanSigns(title) > 14);
      expect([...titles, ...labels].flatMap((text) => sentenceFaults(language, text))).toEqual([]);
      expect(titles.filter(isLong)).toEqual([]);
      const ports = puzzleIds.flatMap((id) =>
        Object.values(buildNetwork(deal(puzzles[id], 'names').lab).devices).flatMap(portsOf),
      );
      const isName = (value: string): boolean => /[.:/]|^[0-9]+$/.test(value) || ports.includes(value);
      const unnamed = decisions.flatMap(({ part, expected, played }) =>
        [expected, played]
          .filter((value) => !isName(value.split(' ')[0] ?? '') && language.parts[part].choices[value] === undefined)
          .map((value) => `${part} ${value}`),
      );
      expect([...new Set(unnamed)]).toEqual([]);
    });

    it('offers about forty short names that look different on a plate', () => {
      const firsts = new Set(language.nicknames.map((name) => name.charAt(0)));
      expect(language.nicknames.length).toBeGreaterThanOrEqual(40);
      expect(new Set(language.nicknames).size).toBe(language.nicknames.length);
      expect(language.nicknames.filter((name) => !/^[\p{L}]{1,8}$/u.test(name))).toEqual([]);
      expect(firsts.size).toBeGreaterThanOrEqual(20);
    });
  },
);

describe('all languages together', () => {
  it('show the same commands with the same output, cards for the same pictures, and the same terms', () => {
    const facts = languages.map((language) =>
      puzzleIds.map((id) => {
        const { linux, intro, terms } = language.puzzles[id];
        return {
          linux: linux.map(({ command, output }) => ({ command, output })),
          pictures: intro.map(({ picture }) => picture),
          terms,
        };
      }),
    );
    for (const other of facts) expect(other).toEqual(facts[0]);
  });
});

/** The lines that Linux prints, as seen with iproute2 6.1, iputils 20221126, traceroute 2.1.2 and tcpdump 4.99. */
const MAC = '(?:[0-9a-f]{2}:){5}[0-9a-f]{2}';
const IP = String.raw`\d+\.\d+\.\d+\.\d+`;
const formats: Readonly<Record<string, RegExp>> = {
  'ip neigh': new RegExp(`^(?:${IP} dev \\S+ lladdr ${MAC} (?:REACHABLE|STALE|DELAY|PERMANENT)\n?)+$`),
  'bridge fdb': new RegExp(`^(?:${MAC} dev \\S+ (?:vlan \\d+ )?master br0\n?)+$`),
  'bridge vlan': /^$|^port {14}vlan-id {2}(?:\n(?=.{18}\d)\S* +\d+(?: PVID)?(?: Egress Untagged)?)+$/,
  'ip route': new RegExp(
    `^$|^Error: Nexthop has invalid gateway\\.$|^(?:${IP} (?:via ${IP} )?dev \\S+ src ${IP} uid \\d+\n    cache|(?:(?:default|${IP}/\\d+) (?:via ${IP} dev \\S+|dev \\S+ proto kernel scope link src ${IP})(?:\n(?!$)|$))+)$`,
  ),
  'ip -br': new RegExp(`^(?=.{17}\\S)(?=.{32}\\S)\\S+ +(?:UP|DOWN|UNKNOWN) +${IP}/\\d+$`),
  'ip link': new RegExp(`^$|^\\d+: \\S+: <[A-Z,_-]+> mtu \\d+ .* qlen \\d+\n    link/ether ${MAC} brd ${MAC}$`),
  'ip -s': new RegExp(
    `^\\d+: \\S+: <[A-Z,_]+> mtu \\d+ .* qlen \\d+\n    link/ether ${MAC} brd ${MAC}\n    RX:  bytes packets errors dropped  missed   mcast           \n(?: +\\d+){6} \n    RX errors:  length    crc   frame    fifo overrun\n(?: +\\d+){5} \n    TX:  bytes packets errors dropped carrier collsns           \n(?: +\\d+){6} \n    TX errors: aborted   fifo  window heartbt transns\n(?: +\\d+){5} $`,
  ),
  'cat /sys/class/net/br0/bridge/{bridge_id,root_id}': /^(?:[0-9a-f]{4}\.[0-9a-f]{12}\n?){2}$/,
  'cat /sys/class/net/br0/bridge/{root_port,root_path_cost}': /^\d+\n\d+$/,
  'bridge link':
    /^(?:\d+: \S+: <[A-Z,_]+> mtu \d+ master br0 state (?:forwarding|blocking) priority 32 cost \d+ \n?)+$/,
  'cat /sys/class/net/eth0/duplex': /^(?:half|full)$/,
  'ip -d': /^ageing_time \d+$/,
  'ping -c': new RegExp(
    `^PING (${IP}) \\(\\1\\) 56\\(84\\) bytes of data\\.\n(?:64 bytes from \\1: icmp_seq=1 ttl=\\d+ time=[0-9.]+ ms\n\n--- \\1 ping statistics ---\n|From ${IP} icmp_seq=1 (?:Time to live exceeded|Destination Net Unreachable)\n\n--- \\1 ping statistics ---\n1 packets transmitted, 0 received, \\+1 errors, 100% packet loss, time 0ms$)`,
  ),
  'traceroute -n': new RegExp(
    `^traceroute to (${IP}) \\(\\1\\), \\d+ hops max, 60 byte packets(?:\n[ \\d]\\d  ${IP}(?:  \\d+\\.\\d{3} ms){1,3})+$`,
  ),
  'sudo tcpdump': new RegExp(
    `^(?:\\d\\d:\\d\\d:\\d\\d\\.\\d{6} ${MAC} > ${MAC}, ethertype (?:ARP \\(0x0806\\), length 42: .*, length 28|802\\.1Q \\(0x8100\\), length 102: vlan \\d+, p 0, ethertype IPv4 \\(0x0800\\), [^]*, length 64|IPv4 \\(0x0800\\), length 98: [^]*, length 64)\n?)+$`,
  ),
};

describe('what Linux prints', () => {
  const shown = puzzleIds.flatMap((id) =>
    (languages[0]?.puzzles[id].linux ?? []).map((one) => [one.command, one.output] as const),
  );
  it.each(shown)('%s', (command, output) => {
    expect(output).toMatch(formats[command.split(' ').slice(0, 2).join(' ')] ?? /^$/);
  });
});

/** A sentence for every goal of every puzzle, and for those that no puzzle has yet. */
function goalSentences(language: Language): readonly string[] {
  const one: GoalView = { kind: 'switches-know', met: false, switches: ['A'], device: 'M3' };
  return puzzleIds.flatMap((id) => {
    const named = (device: string): string => language.puzzles[id].names[device]?.name ?? 'undefined';
    const more = id === 'learning-switch' ? [one] : [];
    return [...goalViews(createMatch(puzzles[id], 'goals')), ...more].map((view) => language.goal(view, named));
  });
}

function termsIn(texts: readonly RichText[]): readonly GlossaryId[] {
  return texts.flatMap((text) => text.flatMap((piece) => (typeof piece === 'string' ? [] : [piece.term])));
}

/** Pairs of devices with a cable between them. */
function neighboursOf(puzzle: Puzzle): ReadonlySet<string> {
  const device = (end: string): string => end.split('.')[0] ?? '';
  return new Set(puzzle.links.flatMap(([a, b]) => [`${device(a)} ${device(b)}`, `${device(b)} ${device(a)}`]));
}
