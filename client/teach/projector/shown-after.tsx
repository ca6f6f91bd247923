/** What a class looks back on, on the wall: a slide of the debrief, or a stretch of a round once more. */
import type { JSX } from 'preact';
import { useMemo } from 'preact/hooks';
import { useWords } from '../../pages/page.tsx';
import type { PlayedRound } from '../../router.ts';
import { useAfterWords } from '../after.ts';
import type { ClassTransport, Teacher } from '../connection.ts';
import { DebriefSlide, puzzleOf } from '../debrief/slide.tsx';
import { useMap } from '../debrief/use-map.ts';
import { Replay } from '../replay/replay.tsx';
import { classSource } from '../replay/source.ts';
import { slidesOf } from '../slides.ts';
import { useReport } from '../use-report.ts';

interface AskerProps {
  readonly teacher: Teacher;
  readonly transport: ClassTransport;
}

export function ShownSlide({ teacher, transport, slide: at }: AskerProps & { readonly slide: number }): JSX.Element {
  const words = useAfterWords().debrief;
  const { refusals } = useWords();
  const { report } = useReport(transport, teacher);
  const outcome = report.value;
  const slides = outcome === null || 'refused' in outcome ? [] : slidesOf(outcome.value);
  const slide = slides[Math.min(at, slides.length - 1)];
  const map = useMap(slide === undefined ? null : puzzleOf(slide));
  if (outcome === null) return <p class="wall-empty quiet">{words.loading}</p>;
  if ('refused' in outcome) return <p class="wall-empty">{refusals[outcome.refused]}</p>;
  if (slide === undefined) return <p class="wall-empty quiet">{words.nothing}</p>;
  return <DebriefSlide key={at} slide={slide} map={map} />;
}

export function ShownReplay(props: AskerProps & { readonly round: PlayedRound; readonly step: number }): JSX.Element {
  const { teacher, transport, round, step } = props;
  const source = useMemo(() => classSource(transport, teacher, round), []);
  return <Replay source={source} at={step} isProjected />;
}
