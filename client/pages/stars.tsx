/** The stars of a result, spoken in the page's words. */
import type { JSX } from 'preact';
import { Stars as StarPicture } from '../art/components.tsx';
import { useWords } from './page.tsx';

interface StarsProps {
  readonly stars: number;
  /** CSS pixels. */
  readonly width?: number;
  /** They appear one by one. */
  readonly cheer?: boolean;
}

export function Stars({ stars, width = 22, cheer = false }: StarsProps): JSX.Element {
  const label = useWords().puzzle.stars(stars);
  return <StarPicture stars={stars} label={label} width={width} class={`stars ${cheer ? 'cheer' : ''}`} />;
}
