import type { StormWords } from '../storm-words.ts';

/** 12,345 */
const grouped = (count: number): string => String(count).replace(/\B(?=(?:\d{3})+$)/g, ',');

export const stormWords: StormWords = {
  counters: 'The storm in numbers',
  frames: (count) => `${grouped(count)} ${count === 1 ? 'frame' : 'frames'} so far`,
  framesNow: (count) => `${grouped(count)} on the cables now`,
  byHand: (left) => `${left} more by hand, then it runs by itself`,
  copies: (hop, count) => `Cable ${hop}: ${count} ${count === 1 ? 'copy' : 'copies'} under way`,
  copiesNext: 'One cable further',
  copiesAgain: 'From the beginning',
  live: 'It runs by itself now',
  liveText:
    'Every switch passes on every frame as it must. You can pull cables out of your own switch, and plug them in again.',
  watch:
    'Watch the copies of the one request multiply. As soon as every cable between the switches is full, cables can be pulled.',
  notYet: 'Watch first',
  slow: 'The cables here carry 25 kbit/s, so that you can watch. At 1 Gbit/s all of it is 40,000 times as fast.',
  stands: 'Nobody has touched a cable for a minute, and nothing new happens: time stands until somebody does.',
  cables: 'Your cables',
  chooseFirst: 'Choose one of your cables',
  pull: (port, far) => `Pull out port ${port}, the cable to ${far}`,
  plug: (port, far) => `Plug port ${port} in again, to ${far}`,
  out: 'out',
  looseHere: 'pulled out',
  looseThere: (device) => `pulled out at ${device}`,
  load: 'load',
  percent: (load) => `${load} %`,
  sent: 'sent',
  received: 'received',
  lost: 'no room',
  everyCable: 'Every cable',
  cable: 'Cable',
  between: (one, other) => `${one} – ${other}`,
  machines: 'Who gets an answer',
  machine: 'Ping',
  answer: 'Answer',
  answered: 'answered',
  noAnswer: 'no answer',
  notAsked: 'not asked yet',
  noHint:
    'At your own switch nothing has to be changed now. Look at the map: where is there still a loop, and who sits there?',
  pulled: (device, far) => `${device} pulls out its cable to ${far}.`,
  plugged: (device, far) => `${device} plugs its cable to ${far} in again.`,
  spoken: (frames, fullCables, silent) =>
    `${grouped(frames)} frames so far, ${fullCables} ${fullCables === 1 ? 'cable' : 'cables'} full, ${silent} ${silent === 1 ? 'machine' : 'machines'} without an answer.`,
};
