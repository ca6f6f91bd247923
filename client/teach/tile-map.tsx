/** A team's network, small: faces of those who play, a letter where one waits. It tells no value of anybody. */
import type { JSX } from 'preact';
import type { StudentView, TeamTold } from '../../shared/class/view.ts';
import type { Eyes } from '../art/index.ts';
import { MapPicture, type PictureDevice, type PictureFrame } from '../pages/map-picture.tsx';

interface TileMapProps {
  readonly report: TeamTold;
  readonly students: readonly StudentView[];
}

type Link = TeamTold['map']['links'][number];
interface Place {
  readonly x: number;
  readonly y: number;
}

/** Space of the map round its devices, map units. */
const MARGIN = 76;
/** Devices are drawn larger than on the board: the picture is a tenth of it. */
const SCALE = 1.5;

export function TileMap({ report, students }: TileMapProps): JSX.Element {
  const { map, seats } = report;
  const devices = map.devices.map((device): PictureDevice => {
    const seat = seats.find((one) => one.device === device.id);
    const student = students.find(({ id }) => id === seat?.student);
    const eyes: Eyes = report.phase === 'result' ? 'smile' : eyesOf(seat?.occupant ?? 'bot', seat?.doing === 'away');
    const { id, kind, x, y } = device;
    const isWire = device.drawAs === 'segment';
    return { id, kind, x, y, eyes, colour: student?.colour ?? null, isWire, scale: SCALE, ports: 2 };
  });
  const placeOf = (id: string): Place => map.devices.find((one) => one.id === id) ?? { x: 0, y: 0 };
  return (
    <MapPicture
      class="tile-map"
      box={boxOf(devices)}
      devices={devices}
      cables={map.links.map((link) => cableOf(link, placeOf))}
      frames={seats.flatMap(({ device, waiting }): PictureFrame[] => {
        const { x, y } = placeOf(device);
        return waiting === 0 ? [] : [{ x: x + 40, y: y - 44, look: 'sealed', scale: 1.5 }];
      })}
    />
  );
}

/** A cable that is pulled ends halfway to the device at which it is loose: the gap has to show beside devices drawn so large. */
function cableOf({ a, b, via, looseAt }: Link, placeOf: (device: string) => Place): readonly Place[] {
  const points = [placeOf(a.device), ...via, placeOf(b.device)];
  if (looseAt === undefined) return points;
  const [loose, next, ...others] = looseAt === a.device ? points : points.toReversed();
  if (loose === undefined || next === undefined) return points;
  return [{ x: (loose.x + next.x) / 2, y: (loose.y + next.y) / 2 }, next, ...others];
}

function eyesOf(occupant: 'person' | 'bot' | 'autopilot', isAway: boolean): Eyes {
  if (occupant === 'bot') return 'bot';
  return occupant === 'autopilot' || isAway ? 'asleep' : 'person';
}

function boxOf(devices: readonly PictureDevice[]): Parameters<typeof MapPicture>[0]['box'] {
  const xs = devices.map(({ x }) => x);
  const ys = devices.map(({ y }) => y);
  const [left, top] = [Math.min(...xs) - MARGIN, Math.min(...ys) - MARGIN];
  return { x: left, y: top, width: Math.max(...xs) + MARGIN - left, height: Math.max(...ys) + MARGIN - top };
}
