import words from 'virtual:server-words';
import { ConverterFactory } from 'opencc-js/core';

/** What the server says, in Taiwan's characters and words. Fetched only by readers of traditional Chinese. */
export const toTaiwan = ConverterFactory([words]);
