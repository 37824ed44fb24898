/** The one password of all demo accounts; shown on the login page of a demo platform only. */
export const DEMO_PASSWORD = 'lianfang-demo';
