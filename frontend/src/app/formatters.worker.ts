/**
 * The first formatter of dates and of numbers makes a browser look through all its languages: a tenth of a second of a
 * phone. What it finds is its own from then on; here nobody waits meanwhile.
 */
Intl.DateTimeFormat();
Intl.NumberFormat();
close();
