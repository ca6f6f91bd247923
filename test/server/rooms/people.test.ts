import { describe, expect, it } from 'vitest';
import {
  admit,
  freeSeat,
  GRACE_MS,
  occupantOf,
  refusalAtDoor,
  arrive,
  reseat,
  sit,
  type Person,
} from '../../../server/rooms/people.ts';

const SEATS = ['A', 'R1', 'R2', 'B'];

function crowd(count: number): Person[] {
  const people: Person[] = [];
  for (let index = 0; index < count; index++) admit(people, { tokenHash: `hash ${index}` }, 0);
  return people;
}

describe('people of a room', () => {
  it('the same token is the same person, with the newer name', () => {
    const people: Person[] = [];
    const { person } = admit(people, { tokenHash: 'one', name: 'Ann' }, 0);
    expect(admit(people, { tokenHash: 'one' }, 5)).toEqual({ person, isNew: false, isOther: false });
    expect(admit(people, { tokenHash: 'one', name: 'Anna' }, 5).person.name).toBe('Anna');
    expect(people).toHaveLength(1);
  });

  it('eight people have eight colours', () => {
    expect(new Set(crowd(8).map((person) => person.colour)).size).toBe(8);
    expect(crowd(9).map((person) => person.colour)[8]).toBe(1);
  });

  it('a room for one takes one, a room for friends 24; who was there before always comes in', () => {
    expect(refusalAtDoor(crowd(1), { tokenHash: 'other' }, true)).toBe('room-full');
    expect(refusalAtDoor(crowd(1), { tokenHash: 'hash 0' }, true)).toBeNull();
    expect(refusalAtDoor(crowd(23), { tokenHash: 'other' }, false)).toBeNull();
    expect(refusalAtDoor(crowd(24), { tokenHash: 'other' }, false)).toBe('room-full');
    expect(refusalAtDoor(crowd(24), { tokenHash: 'hash 7' }, false)).toBeNull();
  });

  it('a seat has one owner', () => {
    const people = crowd(2);
    const [ann, bob] = people as [Person, Person];
    expect(sit(people, ann, 'R1', SEATS)).toBeNull();
    expect(sit(people, bob, 'R1', SEATS)).toBe('seat-taken');
    expect(sit(people, bob, 'L1', SEATS)).toBe('no-such-seat');
    expect(sit(people, ann, 'R1', SEATS)).toBeNull();
    expect(freeSeat(people, SEATS)).toBe('A');
  });

  it('at another puzzle who sat sits again, as far as there are seats; who stood stands', () => {
    const people = crowd(4);
    for (const [index, device] of ['A', 'R1', 'R2'].entries()) people[index]!.device = device;
    reseat(people, ['M1', 'R1']);
    expect(people.map((person) => person.device)).toEqual(['M1', 'R1', null, null]);
  });

  it('the autopilot plays only for somebody away longer than the grace, and only while somebody is here', () => {
    const people = crowd(2);
    const [ann, bob] = people as [Person, Person];
    ann.device = 'A';
    ann.connected = true;
    expect(occupantOf(people, 'A', 1e9)).toBe('person');
    expect(occupantOf(people, 'B', 1e9)).toBe('bot');
    Object.assign(ann, { connected: false, awaySinceMs: 1000 });
    bob.connected = true;
    expect(occupantOf(people, 'A', 1000 + GRACE_MS - 1)).toBe('person');
    expect(occupantOf(people, 'A', 1000 + GRACE_MS)).toBe('bot');
    bob.connected = false;
    expect(occupantOf(people, 'A', 1e9)).toBe('person');
  });

  it('who comes back first after all were away is not the end of the grace of the others', () => {
    const people = crowd(3);
    const [ann, bob, eve] = people as [Person, Person, Person];
    ann.device = 'A';
    for (const person of people) Object.assign(person, { connected: false, awaySinceMs: 1000 });
    arrive(people, bob, 90_000);
    expect(bob.connected).toBe(true);
    expect(occupantOf(people, 'A', 90_000 + GRACE_MS - 1)).toBe('person');
    // Somebody is here already: whoever comes now gives nobody more time.
    arrive(people, eve, 90_000 + GRACE_MS - 1);
    expect(occupantOf(people, 'A', 90_000 + GRACE_MS)).toBe('bot');
  });
});
