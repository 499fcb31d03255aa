import { expect, it } from 'vitest';
import { forgetFirstPage } from './head';

it('what was said of the first page is gone, what holds for all pages stays', () => {
  document.head.innerHTML = `<title>Ana</title><meta name="viewport" content="x" />
    <link rel="canonical" href="/medicos/1" /><meta property="og:title" content="Ana" />
    <script type="application/ld+json">{}</script>`;
  forgetFirstPage();
  expect(document.head.innerHTML).not.toMatch(/canonical|og:|ld\+json/);
  expect(document.head.innerHTML).toMatch(/viewport/);
});
