import chineseDays from 'chinese-days';

/** Statutory working day: weekends, national holidays and make-up days as published by the State Council. */
export const workday = (date: string): boolean => chineseDays.isWorkday(date);
