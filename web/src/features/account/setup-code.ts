/** The code alone, also when it was copied with the quotation marks or the name before it. */
export const bareCode = (text: string): string =>
  /setup_(?!code\b)[\w-]+/.exec(text)?.[0] ?? text.replaceAll(/["'\s]/g, '');
