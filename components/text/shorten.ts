/** At most `maxCharacters` of a text, its middle given up first: both ends tell addresses apart. */
export function shorten(text: string, maxCharacters: number): string {
  const characters = [...text];
  if (characters.length <= maxCharacters) return text;
  const head = Math.ceil((maxCharacters - 1) * 0.6);
  const tail = maxCharacters - 1 - head;
  return `${characters.slice(0, head).join("")}…${characters.slice(characters.length - tail).join("")}`;
}
