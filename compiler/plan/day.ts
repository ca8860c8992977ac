/** Days from 0001-01-01 to 1970-01-01. */
const EPOCH = 719_162;
const MONTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;
const LAST_YEAR = 9999;

/**
 * Days since 1970-01-01 of an ISO day, `2020-03-01`, in the Gregorian calendar, which knows no time zone; null where
 * the text is none. Years are those from 0001 to 9999.
 */
export function dayNumber(text: string): number | null {
  const parts = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text);
  if (!parts) return null;
  const [year, month, day] = parts.slice(1).map(Number) as [number, number, number];
  if (year < 1 || month < 1 || month > 12 || day < 1 || day > monthLength(year, month)) return null;
  return daysBefore(year) + daysBeforeMonth(year, month) + day - 1 - EPOCH;
}

/** The ISO day of a number of days since 1970-01-01; null where it is none of the years 0001 to 9999. */
export function isoDay(days: number): string | null {
  const since = days + EPOCH;
  if (!Number.isInteger(days) || since < 0 || since >= daysBefore(LAST_YEAR + 1)) return null;
  // At most one year too late: 365.2425 days are a year on average.
  let year = Math.floor(since / 365.2425) + 2;
  while (daysBefore(year) > since) year -= 1;
  const within = since - daysBefore(year);
  let month = 12;
  while (daysBeforeMonth(year, month) > within) month -= 1;
  const day = within - daysBeforeMonth(year, month) + 1;
  return `${padded(year, 4)}-${padded(month, 2)}-${padded(day, 2)}`;
}

/** From 0001-01-01 to the first day of a year. */
function daysBefore(year: number): number {
  const y = year - 1;
  return 365 * y + Math.floor(y / 4) - Math.floor(y / 100) + Math.floor(y / 400);
}

function daysBeforeMonth(year: number, month: number): number {
  return Array.from({ length: month - 1 }, (_, i) => monthLength(year, i + 1)).reduce((a, b) => a + b, 0);
}

function monthLength(year: number, month: number): number {
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return month === 2 && leap ? 29 : MONTHS[month - 1]!;
}

function padded(value: number, width: number): string {
  return String(value).padStart(width, '0');
}
