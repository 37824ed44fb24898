/**
 * Symptoms a check records: the list of WS/T 772-2020 (school absence surveillance), jaundice from the 2006 school
 * reporting rules, breathing difficulty from S0B-95. Texts live in the web's locale files (`check.symptom.<code>`)
 * and in the registers. The order is that of the form: what is most frequent stands first.
 */
export const symptoms = [
  'fever',
  'cough',
  'sore_throat',
  'headache',
  'vomiting',
  'diarrhoea',
  'abdominal_pain',
  'rash',
  'fatigue',
  'dizziness',
  'red_eyes',
  'parotid_swelling',
  'breathing_difficulty',
  'jaundice',
  'other',
] as const;
export type Symptom = (typeof symptoms)[number];

/** Names for paper: registers and exports are written in the official language whatever the screen shows. */
export const symptomNamesZh: Readonly<Record<Symptom, string>> = {
  fever: '发热',
  cough: '咳嗽',
  sore_throat: '咽痛',
  headache: '头痛',
  vomiting: '呕吐',
  diarrhoea: '腹泻',
  abdominal_pain: '腹痛',
  rash: '皮疹',
  fatigue: '乏力',
  dizziness: '头晕',
  red_eyes: '结膜充血',
  parotid_swelling: '腮腺肿大',
  breathing_difficulty: '呼吸困难',
  jaundice: '黄疸',
  other: '其他',
};

/** First diagnoses offered for tapping; what is recorded is the official name, whatever language the screen has. */
export const diagnosisNamesZh = {
  flu: '流行性感冒',
  cold: '上呼吸道感染',
  gastroenteritis: '急性胃肠炎（含诺如）',
  hfmd: '手足口病',
  varicella: '水痘',
  mumps: '流行性腮腺炎',
  pneumonia: '肺炎',
  injury: '外伤',
} as const;
export type Diagnosis = keyof typeof diagnosisNamesZh;
