/** A question on a card before the first frame: press, see what comes of it, press another. */
import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { Icon } from '../art/components.tsx';
import type { CardPicture, CardTrial, IntroCard } from '../../shared/text/language.ts';
import { useWords } from './page.tsx';

interface TryChoiceProps {
  readonly trial: CardTrial;
  /** The choice that was pressed last. */
  readonly pressed: number | undefined;
  readonly onPress: (choice: number) => void;
}

export function TryChoice({ trial, pressed, onPress }: TryChoiceProps): JSX.Element {
  const words = useWords().intro.tried;
  const says = useRef<HTMLParagraphElement>(null);
  // On a low screen it would be read only by those who scroll.
  useEffect(() => void (pressed !== undefined && says.current?.scrollIntoView({ block: 'nearest' })), [pressed]);
  const choice = pressed === undefined ? undefined : trial.choices[pressed];
  return (
    <div class="trial" role="group" aria-labelledby="trial-ask">
      <p id="trial-ask">{trial.ask}</p>
      <div class="choices">
        {trial.choices.map(({ text }, index) => (
          <button
            key={text}
            type="button"
            class={pressed === index ? 'pick on' : 'pick'}
            aria-pressed={pressed === index}
            onClick={() => onPress(index)}
          >
            {text}
          </button>
        ))}
      </div>
      <p ref={says} class="trial-says small" role="status">
        {choice !== undefined && (
          <>
            <span class={`chip ${choice.isRight ? 'right' : 'wasteful'}`}>
              <Icon name={choice.isRight ? 'check' : 'loop'} width={14} />
              {choice.isRight ? words.right : words.wrong}
            </span>{' '}
            {choice.says}
          </>
        )}
      </p>
    </div>
  );
}

/** The card's picture, its frame where the choice has brought it. */
export function picturedAfter({ picture, touch }: IntroCard, pressed: number | undefined): CardPicture {
  const choice = typeof touch === 'object' && pressed !== undefined ? touch.choices[pressed] : undefined;
  return choice?.frame === undefined ? picture : { ...picture, frame: choice.frame };
}
