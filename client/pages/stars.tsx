/** Stars of three, in halves: outline and filling tell them apart, not the colour alone. */
import type { JSX } from 'preact';
import { Icon } from '../art/components.tsx';
import { useWords } from './page.tsx';

interface StarsProps {
  readonly stars: number;
  /** CSS pixels. */
  readonly width?: number;
  /** They appear one by one. */
  readonly cheer?: boolean;
}

export function Stars({ stars, width = 22, cheer = false }: StarsProps): JSX.Element {
  const words = useWords();
  return (
    <span class={`stars ${cheer ? 'cheer' : ''}`} role="img" aria-label={words.puzzle.stars(stars)}>
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
