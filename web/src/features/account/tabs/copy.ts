/**
 * Copies a text. False when the browser has no clipboard for this page (plain http on another machine); the text
 * of `shown` is selected then, so that one key copies it.
 */
export async function copyText(text: string, shown: HTMLElement | null): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    if (shown !== null) getSelection()?.selectAllChildren(shown);
    return false;
  }
}
