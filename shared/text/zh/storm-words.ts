import type { StormWords } from '../storm-words.ts';
import { spaced } from './say.ts';

/** 12,345 */
const grouped = (count: number): string => String(count).replace(/\B(?=(?:\d{3})+$)/g, ',');

export const stormWords: StormWords = {
  counters: '风暴的数字',
  frames: (count) => `已有 ${grouped(count)} 帧`,
  framesNow: (count) => `线上现在有 ${grouped(count)} 帧`,
  byHand: (left) => `还有 ${left} 帧用手转发，之后就自动运行`,
  copies: (hop, count) => `第 ${hop} 根网线：路上有 ${count} 份`,
  copiesNext: '再走一根网线',
  copiesAgain: '从头再来',
  live: '现在自动运行了',
  liveText: '每台交换机都照规矩转发每一帧。你能做的，是把自己交换机上的网线拔下来，再插回去。',
  watch: '先看那一个请求怎样越变越多。等交换机之间的网线全都满了，就可以动手拔线。',
  notYet: '先看一看',
  slow: '这里的网线只有 25 kbit/s，好让人看清。换成 1 Gbit/s，一切都要快四万倍。',
  stands: '一分钟没有人碰网线了，也不会再有新的变化：时间先停着，等有人动手。',
  cables: '你的网线',
  chooseFirst: '先选一根自己的网线',
  pull: (port, far) => spaced(`拔掉端口 ${port} 的网线，它通向${far}`),
  plug: (port, far) => spaced(`把端口 ${port} 的网线插回去，它通向${far}`),
  out: '已拔',
  looseHere: '拔下来了',
  looseThere: (device) => spaced(`在${device}那头拔下来了`),
  load: '负载',
  percent: (load) => `${load}%`,
  sent: '发出',
  received: '收到',
  lost: '排不下',
  everyCable: '全部网线',
  cable: '网线',
  between: (one, other) => `${one} – ${other}`,
  machines: '谁得到应答',
  machine: 'ping',
  answer: '应答',
  answered: '有应答',
  noAnswer: '没有应答',
  notAsked: '还没问',
  noHint: '你自己的交换机上现在没有要动的。看看地图：哪里还有环路，谁坐在那里？',
  pulled: (device, far) => spaced(`${device}拔掉了通向${far}的网线。`),
  plugged: (device, far) => spaced(`${device}把通向${far}的网线插回去了。`),
  spoken: (frames, fullCables, silent) =>
    `已有 ${grouped(frames)} 帧，${fullCables} 根网线满了，${silent} 台机器得不到应答。`,
};
