import type { CSSProperties } from 'react';
import type { Placed } from './grid';
import { SlotItem } from './SlotItem';
import type { WeekSlotFragment } from './SlotItem.gen';
import { VisitItem } from './VisitItem';
import type { WeekVisitFragment } from './VisitItem.gen';
import './WeekItems.css';

export type WeekItem = { kind: 'visit'; visit: WeekVisitFragment } | { kind: 'slot'; slot: WeekSlotFragment };

interface WeekItemsProps {
  labelledBy: string;
  items: Placed<WeekItem>[];
  onOpen: (item: WeekItem) => void;
}

export function WeekItems({ labelledBy, items, onOpen }: WeekItemsProps) {
  return (
    <ul className="week-items" aria-labelledby={labelledBy}>
      {items.map(({ item, ...place }) => (
        <li key={idOf(item)} style={styleOf(place)}>
          {item.kind === 'visit' ? (
            <VisitItem appointment={item.visit} onOpen={() => onOpen(item)} />
          ) : (
            <SlotItem slot={item.slot} onOpen={() => onOpen(item)} />
          )}
        </li>
      ))}
    </ul>
  );
}

function idOf(item: WeekItem): string {
  return item.kind === 'visit' ? item.visit.id : item.slot.id;
}

function styleOf({ from, length, lane, lanes }: Omit<Placed<unknown>, 'item'>): CSSProperties {
  // React's type knows no custom properties
  return { '--at': from, '--minutes': length, '--lane': lane, '--lanes': lanes } as CSSProperties;
}
