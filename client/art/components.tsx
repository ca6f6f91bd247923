/** The pictures as elements for the panels. Hidden from screen readers unless they get a `label`. */
import { avatarPicture } from './avatar.ts';
import { devicePicture } from './device.ts';
import { framePicture } from './frame.ts';
import { iconPicture } from './icon.ts';
import { logoPicture } from './logo.ts';
import { viewBox } from './picture.ts';
import type { JSX } from 'preact';
import type { AvatarLook } from './avatar.ts';
import type { DeviceLook } from './device.ts';
import type { FramePaint } from './frame.ts';
import type { IconName } from './icon.ts';
import type { Picture } from './picture.ts';

interface Shown {
  /** Width in CSS pixels; the height follows. */
  readonly width?: number;
  /** Spoken name. Leave it out where the words beside the picture say the same. */
  readonly label?: string;
  readonly class?: string;
}

export function DeviceFace(props: DeviceLook & Shown): JSX.Element {
  return <Svg {...shown(props)} picture={devicePicture(props)} />;
}

export function FrameIcon(props: FramePaint & Shown): JSX.Element {
  return <Svg {...shown(props)} picture={framePicture(props)} />;
}

export function Avatar(props: AvatarLook & Shown): JSX.Element {
  return <Svg {...shown(props)} picture={avatarPicture(props)} />;
}

export function Icon(props: { readonly name: IconName; readonly weight?: number } & Shown): JSX.Element {
  return <Svg width={20} {...shown(props)} picture={iconPicture(props.name, props.weight)} />;
}

interface StarsLook {
  /** 0 to 3 in halves. */
  readonly stars: number;
  readonly label: string;
  /** CSS pixels of one star. */
  readonly width?: number;
  readonly class?: string;
}

/** Stars of three, in halves: outline and filling tell them apart, not the colour alone. */
export function Stars({ stars, label, width = 20, class: name = 'stars' }: StarsLook): JSX.Element {
  return (
    <span class={name} role="img" aria-label={label}>
      {[1, 2, 3].map((place) => (
        <Icon
          key={place}
          name={stars >= place ? 'star' : stars >= place - 0.5 ? 'half-star' : 'star-off'}
          width={width}
        />
      ))}
    </span>
  );
}

export function Logo(props: Shown): JSX.Element {
  return <Svg {...shown(props)} picture={logoPicture()} />;
}

function Svg({ picture, width = picture.box.width, label, class: name }: Shown & { picture: Picture }): JSX.Element {
  const { box, markup } = picture;
  const spoken = label === undefined ? { 'aria-hidden': true } : { role: 'img' as const, 'aria-label': label };
  return (
    <svg
      {...spoken}
      {...(name === undefined ? {} : { class: name })}
      focusable="false"
      width={width}
      height={(width * box.height) / box.width}
      viewBox={viewBox(box)}
      dangerouslySetInnerHTML={{ __html: markup }}
    />
  );
}

function shown({ width, label, class: name }: Shown): Shown {
  return {
    ...(width === undefined ? {} : { width }),
    ...(label === undefined ? {} : { label }),
    ...(name === undefined ? {} : { class: name }),
  };
}
