// Numbers, dates and plurals of one language. Texts use the ones of their own language.
export interface Forms {
  one: string;
  other: string;
}

export function formatsOf(locale: string) {
  const numbers = new Intl.NumberFormat(locale);
  const percents = new Intl.NumberFormat(locale, { style: "percent" });
  const dates = new Intl.DateTimeFormat(locale, { dateStyle: "medium" });
  const times = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short" });
  const plurals = new Intl.PluralRules(locale);
  const lists = new Intl.ListFormat(locale, { type: "conjunction" });
  return {
    number: (value: number) => numbers.format(value),
    /** 0 to 1. */
    percent: (share: number) => percents.format(share),
    /** ISO 8601, a day or a time. */
    date: (iso: string) => formatted(dates, iso),
    dateTime: (iso: string) => formatted(times, iso),
    list: (items: readonly string[]) => lists.format(items),
    /** `#` becomes the number: `plural(3, { one: "# requirement", other: "# requirements" })`. */
    plural: (value: number, forms: Forms) =>
      (plurals.select(value) === "one" ? forms.one : forms.other).replace("#", numbers.format(value)),
  };
}

function formatted(format: Intl.DateTimeFormat, iso: string): string {
  // A day alone would be read as midnight in Greenwich, which is the day before in America.
  const date = new Date(/^\d{4}-\d\d-\d\d$/.test(iso) ? `${iso}T12:00` : iso);
  return Number.isNaN(date.getTime()) ? iso : format.format(date);
}
