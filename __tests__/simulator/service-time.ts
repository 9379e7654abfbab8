/** The service writes its own times in China's, wherever the client is. */
const CHINA_OFFSET_MS = 8 * 3_600_000

/** `2026-09-10T11:09:19.922+00:00`, as record-info writes times. */
export function recordTime(ms: number): string {
  return new Date(ms).toISOString().replace('Z', '+00:00')
}

/** `2026-09-10T19:09:19+08:00`, whole seconds, as the history writes times. */
export function historyTime(ms: number): string {
  return `${chinaTime(ms).slice(0, 19)}+08:00`
}

/** `20260910`, the day in a daily build number. */
export function dayNumber(ms: number): string {
  return chinaTime(ms).slice(0, 10).replaceAll('-', '')
}

/** `[2026/09/10 19:09:19.922 GMT+08:00]`, or `[Sep 10, 2026 19:09:19.922 GMT+08:00]`. */
export function logStamp(ms: number, style: 'chinese' | 'english'): string {
  const at = chinaTime(ms)
  const time = at.slice(11, 23)
  if (style === 'chinese') return `[${at.slice(0, 10).replaceAll('-', '/')} ${time} GMT+08:00]`
  const month = MONTHS[Number(at.slice(5, 7)) - 1] ?? ''
  return `[${month} ${at.slice(8, 10)}, ${at.slice(0, 4)} ${time} GMT+08:00]`
}

/** Start of a day given as `yyyy-MM-dd`, or a moment as `yyyy-MM-dd HH:mm:ss`, in China's time. */
export function chinaMoment(text: string): number {
  const [day = '', time = '00:00:00'] = text.split(' ')
  return Date.parse(`${day}T${time}+08:00`)
}

const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ')

function chinaTime(ms: number): string {
  return new Date(ms + CHINA_OFFSET_MS).toISOString()
}
