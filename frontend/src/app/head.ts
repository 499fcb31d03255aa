/** What the server said of the first page in its head (canonical address, data for search engines) is not of the next. */
export function forgetFirstPage(): void {
  const said = 'link[rel="canonical"], script[type="application/ld+json"], meta[property^="og:"]';
  for (const each of document.head.querySelectorAll(said)) each.remove();
}
