/** Where focus starts in a dialog that opens: the browser reads the attribute, which React does not write. */
export function firstFocus(element: HTMLElement | null): void {
  element?.setAttribute('autofocus', '');
}
