import type { ConsoleWords } from '../console-words.ts';

/** 后面是汉字：西文的后面空一格。 */
const before = (device: string): string => device.replace(/(?<=[\x21-\x7e])$/, ' ');

export const consoleWords: ConsoleWords = {
  label: (device) => `${before(device)}的控制台`,
  empty:
    '在这里，你的设备就是一台 Linux 机器：输入命令，就能读到它自己的地址、表和计数器；只看，不改。输入 help，就能看到有哪些命令。',
  command: (device) => `${before(device)}的命令`,
  keys: '回车执行，Tab 补全，上箭头找回前一条，翻页键翻看输出，Esc 离开输入框。',
  run: '执行',
  try: '试试这些命令',
  copy: '复制',
  copied: '复制好了。',
  copyFailed: '浏览器没能复制。文字已经选中，请自己复制。',
  clear: '清空',
  silent: '命令执行了，没有内容可以显示。',
  failures: {
    unknown: '你的设备没有这条命令。输入 help，看看有哪些。',
    forbidden: '这件事只有 root 能做。在这里只能看；设备要发什么，由你在收件箱里决定。',
  },
  cut: '后面还有，这里放不下了。可以少看一点，比如加上“| head”。',
  earlier: (lines) => `只保留最后 ${lines} 行。`,
  choices: (count) => `有 ${count} 个词可以接：`,
  waiting: '正在等服务器…',
};
