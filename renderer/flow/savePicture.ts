/** Hands a picture to the browser as a file to keep. */
export function saveSvg(name: string, svg: string): void {
  save(`${name}.svg`, new Blob([svg], { type: 'image/svg+xml' }));
}

/** The same as pixels, twice as many for sharp screens. @throws if the browser cannot draw it */
export async function savePng(name: string, svg: string): Promise<void> {
  const image = new Image();
  // The page's policy allows pictures of its own data, and nothing from elsewhere.
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  const scale = 2;
  canvas.width = image.naturalWidth * scale;
  canvas.height = image.naturalHeight * scale;
  const context = canvas.getContext('2d');
  if (!context) throw new Error('This browser draws no pictures.');
  context.scale(scale, scale);
  context.drawImage(image, 0, 0);
  const pixels = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
  if (!pixels) throw new Error('The picture is too large to be saved as PNG: save it as SVG.');
  save(`${name}.png`, pixels);
}

function save(name: string, content: Blob): void {
  const url = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // Some browsers begin to read it only after the click.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
