import './Pebble.css';

const TITLES = /^(dra?|prof)\.?$/i;

/** A person's initials on an uneven pebble; the name stands beside it. */
export function Pebble({ name }: { name: string }) {
  return (
    <span className="pebble" aria-hidden="true">
      {initials(name)}
    </span>
  );
}

export function initials(name: string): string {
  const words = name.split(/\s+/).filter((word) => word && !TITLES.test(word));
  return words
    .slice(0, 2)
    .map((word) => word[0]?.toLocaleUpperCase())
    .join('');
}
