import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { drawName, nameRefusal } from '../../../server/classes/names.ts';
import { accept, newClass, type Classroom } from '../../../shared/class/classroom.ts';
import { drawnNames } from '../../../shared/class/drawn-names.ts';
import { STUDENTS_MAX } from '../../../shared/class/settings.ts';
import { nickname } from '../../../shared/messages.ts';

function classWith(...names: readonly string[]): Classroom {
  const settings = {
    title: 'Networks 10b',
    language: 'en',
    teamSize: 4,
    plan: [{ puzzle: 'who-has', minutes: 10 }],
    pacing: 'together',
    competition: 'off',
    ownNames: true,
  } as const;
  const empty = newClass(settings, 'CCCCCC', { secretHash: 'a', pinHash: 'b', isDemo: false, nowMs: 0 });
  return names.reduce((classroom, name, index) => {
    const student = { id: `s${index}`, tokenHash: name, name, number: `${1000 + index}`, isBot: false };
    const outcome = accept(classroom, { do: 'join', student, spare: { id: `t${index}`, room: `R${index}` } });
    if ('refused' in outcome) throw new Error(outcome.refused);
    return outcome.classroom;
  }, empty);
}

describe('own names', () => {
  it.each([
    'Ann',
    'Zoé',
    "O'Neil",
    '小梅',
    'さくら',
    'サクラ',
    '田中さくら',
    '김민수',
    'Анна',
    'Ελένη',
    'محمد',
    'Ann 2',
    'Scunthorpe',
    'Cassandra',
    '操场',
  ])('%s is allowed', (name) => expect(nameRefusal(classWith('Bob'), name)).toBeNull());

  it.each([
    ['Аnn', 'a Cyrillic А before Latin letters'],
    ['Tom小', 'Latin and Han'],
    ['Ωmega', 'Greek and Latin'],
    ['さ김', 'Hiragana and Hangul'],
  ])('%s is in more than one script: %s', (name) => expect(nameRefusal(classWith(), name)).toBe('bad-name'));

  it.each([
    'Teacher',
    'TEACHER',
    'the teacher',
    'Teacher 2',
    'T e a c h e r',
    'Téacher'.normalize('NFD').replace('\u0301', ''),
    '老师',
    '王老师',
    '老師',
  ])('%s looks like the teacher', (name) => expect(nameRefusal(classWith(), name)).toBe('name-not-allowed'));

  it('the title of the class is nobody', () =>
    expect(nameRefusal(classWith(), 'networks 1Ob')).toBe('name-not-allowed'));

  it.each(['fuck', 'sh1t', 'F u c k', 'asshole', '傻逼', '操你妈', '王八蛋'])('%s is on a list', (name) =>
    expect(nameRefusal(classWith(), name)).toBe('name-not-allowed'),
  );

  it.each([
    ['Ann', 'ann'],
    ['Bill', 'BiII'],
    ['Bill', 'Bi11'],
    ['Otto', '0tt0'],
    ['coc', 'сос'],
  ])('%s is there, so nobody is called %s', (there, name) => {
    expect(nameRefusal(classWith(there), name)).toBe('name-taken');
    expect(nameRefusal(classWith(there), name, 's0')).toBeNull();
    expect(nameRefusal(classWith('Carla'), name)).toBeNull();
  });
});

describe('drawn names', () => {
  it.each(['en', 'zh-CN'] as const)('%s: enough for a class, all different, and each would be allowed', (language) => {
    const names = drawnNames[language];
    expect(names.length).toBeGreaterThanOrEqual(STUDENTS_MAX);
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) {
      expect([name, v.is(nickname, name), nameRefusal(classWith(), name)]).toEqual([name, true, null]);
    }
  });

  it('gives everybody another one, also when somebody has taken a name of the list', () => {
    const names = ['Otter'];
    while (names.length < STUDENTS_MAX) names.push(drawName(classWith(...names), (names.length * 0.37) % 1));
    expect(new Set(names).size).toBe(STUDENTS_MAX);
    expect(names.slice(1).every((name) => drawnNames.en.includes(name) && name !== 'Otter')).toBe(true);
  });
});
