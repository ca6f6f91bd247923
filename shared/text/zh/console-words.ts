import type { ConsoleWords } from '../console-words.ts';

/** 后面是汉字：西文的后面空一格。 */
const before = (device: string): string => device.replace(/(?<=[\x21-\x7e])$/, ' ');

export const consoleWords: ConsoleWords = {
  label: (device) => `${before(device)}的控制台`,
  empty: '在这里，你的设备就是一台 Linux 机器：输入命令，就能读到它自己的地址、表和计数器；只看，不改。',
  command: (device) => `${before(device)}的命令`,
  keys: '回车执行，Tab 补全，上箭头找回前一条，Esc 离开输入框。',
  run: '执行',
  try: '试试这些命令',
  copy: '复制',
  copied: '复制好了。',
  copyFailed: '浏览器没能复制。文字已经选中，请自己复制。',
  clear: '清空',
  silent: '命令执行了，没有内容可以显示。',
  cut: '后面还有，这里放不下了。可以少看一点，比如加上“| head”。',
  earlier: (lines) => `只保留最后 ${lines} 行。`,
  choices: (count) => `有 ${count} 个词可以接：`,
  waiting: '正在等服务器…',
};
