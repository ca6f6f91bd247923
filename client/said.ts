/** What somebody has said to the team, as a sentence in the language of this page. */
import type { MapPlace } from '../shared/game/phrase.ts';
import type { Happening } from '../shared/game/view.ts';
import type { Language } from '../shared/text/language.ts';
import type { RoomModel } from './model.ts';

export type Said = Extract<Happening, { kind: 'said' }>;

export function isSaid(happening: Happening): happening is Said {
  return happening.kind === 'said';
}

export function saidText({ player, device, phrase, at }: Said, room: RoomModel, language: Language): string {
  const { talk } = language.words;
  const name = room.players.find(({ id }) => id === player)?.name ?? deviceName(device, room, language);
  return talk.said(name, talk.phrases[phrase], at === null ? '' : placeName(at, room, language));
}

/** For a list: a device by its name, a cable by its ends. */
export function placeLabel(at: MapPlace, room: RoomModel, language: Language): string {
  return endsOf(at, room, language).join(' – ');
}

/** In a sentence. */
function placeName(at: MapPlace, room: RoomModel, language: Language): string {
  const [one = '', other] = endsOf(at, room, language);
  return other === undefined ? one : language.words.talk.cable(one, other);
}

/** The names of the device, or of both devices of the cable. */
function endsOf({ kind, id }: MapPlace, room: RoomModel, language: Language): readonly string[] {
  const link = room.map.links.find((one) => one.id === id);
  const devices = kind === 'device' || link === undefined ? [id] : [link.a.device, link.b.device];
  return devices.map((device) => deviceName(device, room, language));
}

function deviceName(device: string, { puzzle }: RoomModel, { puzzles }: Language): string {
  return puzzles[puzzle].names[device]?.name ?? device;
}
