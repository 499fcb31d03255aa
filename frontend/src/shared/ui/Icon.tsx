/** Line icons of 24 units, drawn for this product; hidden from screen readers, words stand beside them. */
const PATHS = {
  search: 'M11 4a7 7 0 1 1 0 14 7 7 0 0 1 0-14Zm5 12 4 4',
  calendar: 'M5 6h14v14H5zM5 10h14M9 3v4M15 3v4',
  check: 'm5 12.5 4.5 4.5L19 7.5',
  clock: 'M12 4a8 8 0 1 1 0 16 8 8 0 0 1 0-16Zm0 4v4.5l3 2',
  close: 'm6 6 12 12M18 6 6 18',
  warning: 'M12 4 21 20H3zM12 10v4.5M12 17v.5',
  info: 'M12 4a8 8 0 1 1 0 16 8 8 0 0 1 0-16Zm0 7v5m0-8v.5',
  back: 'M15 5l-7 7 7 7',
  forward: 'm9 5 7 7-7 7',
  person: 'M12 4a4 4 0 1 1 0 8 4 4 0 0 1 0-8ZM4.5 20c1-4 4-5.5 7.5-5.5s6.500 1.500 7.500 5.500',
  inbox: 'M4 13V5h16v8M4 13v6h16v-6h-5l-1 2.500h-4L9 13z',
  leave: 'M14 5H5v14h9M10 12h10m-3.500-3.500L20 12l-3.500 3.500',
  plus: 'M12 5v14M5 12h14',
  print: 'M7 9V4h10v5M7 17H4V9h16v8h-3M7 14h10v6H7z',
  download: 'M12 4v11m-4-4 4 4 4-4M5 20h14',
  repeat:
    'M4 11a8 8 0 0 1 14-4.500L20 8.500M20 4v4.500h-4.500M20 13a8 8 0 0 1-14 4.500L4 15.500M4 20v-4.500h4.500',
} as const;

export type IconName = keyof typeof PATHS;

export function Icon({ name, size = 20 }: { name: IconName; size?: number }) {
  return (
    <svg
      aria-hidden="true"
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="2"
      strokeLinecap="round"
      strokeLinejoin="round"
    >
      <path d={PATHS[name]} />
    </svg>
  );
}
